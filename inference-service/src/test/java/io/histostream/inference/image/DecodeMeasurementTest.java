package io.histostream.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.inference.image.decode.DecoderScratch;
import io.histostream.inference.image.decode.ImageDecoder;
import io.histostream.inference.image.decode.RowSink;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures decoding against ImageIO's on a folder of PNG images, in one run, in CPU time of the thread so that other
 * work on the machine disturbs little:
 * {@code mvn -pl inference-service -am test -Dtest=DecodeMeasurementTest -Dhistostream.measure=FOLDER}.
 */
@EnabledIfSystemProperty(named = "histostream.measure", matches = ".+")
class DecodeMeasurementTest {

    private static final int ROUNDS = 10;

    private interface Step {
        void run(byte[] file) throws Exception;
    }

    @Test
    void decodesFasterThanImageIo() throws Exception {
        List<byte[]> files = files(Path.of(System.getProperty("histostream.measure")));
        DecoderScratch scratch = new DecoderScratch();
        Preprocessing preprocessing = new Preprocessing(
                ColourMode.RGB,
                new Resize.Stretch(),
                Filter.BILINEAR,
                224,
                224,
                1 / 255.0,
                List.of(0.485, 0.456, 0.406),
                List.of(0.229, 0.224, 0.225),
                Layout.NCHW);
        Preprocessor preprocessor = new Preprocessor(preprocessing, new ImageLimits(1 << 24, 1 << 24));
        FloatBuffer slot = ByteBuffer.allocateDirect(preprocessor.elementCount() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();

        double imageIo = median(files, file -> ImageIO.read(new ByteArrayInputStream(file)));
        double decode = median(files, file -> ImageDecoder.decode(file, "image/png", scratch, new NoSink()));
        double whole = median(files, file -> preprocessor.preprocess(file, "image/png", slot.clear()));

        System.out.printf(
                "CPU ms per image, median of %d x %d: ImageIO decode %.2f, decode %.2f (%.2f of it), "
                        + "check + decode + resize + normalise %.2f (%.2f of it)%n",
                ROUNDS, files.size(), imageIo, decode, decode / imageIo, whole, whole / imageIo);
        assertThat(decode).isLessThan(0.71 * imageIo);
    }

    private static double median(List<byte[]> files, Step step) throws Exception {
        double[] times = new double[ROUNDS * files.size()];
        int measured = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            for (byte[] file : files) {
                long start = cpuTime();
                step.run(file);
                if (round >= 0) {
                    times[measured++] = (cpuTime() - start) / 1e6;
                }
            }
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<byte[]> files(Path folder) throws Exception {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(each -> each.toString().endsWith(".png"))
                    .sorted()
                    .toList()) {
                files.add(Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static final class NoSink implements RowSink {
        @Override
        public void begin(int width, int height) {}

        @Override
        public void row(byte[] rgb, int offset) {}
    }
}
