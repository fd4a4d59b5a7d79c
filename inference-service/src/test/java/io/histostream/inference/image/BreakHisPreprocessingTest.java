package io.histostream.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tensors of 48 real images, which are not in the repository, are torchvision's. They are looked for in
 * {@code HISTOSTREAM_BREAKHIS} or in {@code shared/data/breakhis} beside the repository.
 */
class BreakHisPreprocessingTest {

    private static final Path FOLDER = folder();

    private record Digested(
            int width,
            int height,
            List<Double> mean,
            List<Double> std,
            Map<String, Map<String, String>> tensorSha256ByImageSha256) {

        Preprocessing preprocessing(Filter filter) {
            return new Preprocessing(
                    ColourMode.RGB, new Resize.Stretch(), filter, width, height, 1 / 255.0, mean, std, Layout.NCHW);
        }
    }

    @Test
    void tensorsOfRealImagesEqualTorchvisions() throws IOException, ImageRejectedException {
        assumeTrue(Files.isDirectory(FOLDER), "no BreakHis images");
        Digested expected = GoldenImages.json("breakhis.json", Digested.class);
        Map<String, Map<String, String>> actual = new HashMap<>();

        for (Path file : images()) {
            byte[] bytes = Files.readAllBytes(file);
            Map<String, String> digests = new HashMap<>();
            for (Filter filter : Filter.values()) {
                digests.put(filter.name().toLowerCase(Locale.ROOT), tensor(bytes, expected, filter));
            }
            actual.put(Digests.sha256(bytes), digests);
        }

        assertThat(actual).hasSize(48).isEqualTo(expected.tensorSha256ByImageSha256());
    }

    private static String tensor(byte[] bytes, Digested expected, Filter filter) throws ImageRejectedException {
        Preprocessor preprocessor =
                new Preprocessor(expected.preprocessing(filter), new ImageLimits(10_000_000, 1_000_000));
        FloatBuffer slot = ByteBuffer.allocateDirect(preprocessor.elementCount() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        preprocessor.preprocess(bytes, "image/png", slot);
        return Digests.ofTensor(slot);
    }

    private static List<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".png")).toList();
        }
    }

    private static Path folder() {
        String given = System.getenv("HISTOSTREAM_BREAKHIS");
        return given != null
                ? Path.of(given)
                : Path.of(System.getProperty("histostream.root", "")).resolve("../shared/data/breakhis");
    }
}
