package io.histostream.inference.image.stain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.inference.BreakHisImages;
import io.histostream.inference.image.ColourMode;
import io.histostream.inference.image.Digests;
import io.histostream.inference.image.Filter;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.image.Layout;
import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.Preprocessor;
import io.histostream.inference.image.Resize;
import io.histostream.inference.image.Stain;
import io.histostream.inference.image.decode.DecoderScratch;
import io.histostream.inference.image.decode.ImageDecoder;
import io.histostream.inference.image.decode.RowSink;
import io.histostream.inference.image.stain.StainGoldens.StainedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Normalised pixels differ by nothing from the toolkit's, and neither do the stains and statistics behind them. */
class StainNormaliserTest {

    private static final Offset<Double> ROUNDING = within(1e-9);
    private static final StainGoldens GOLDEN = StainGoldens.read("stain.json");

    @Test
    void goldensHoldPicturesWithAndWithoutStains() {
        assertThat(GOLDEN.images()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(GOLDEN.images().stream().filter(image -> image.stains() == null))
                .extracting(StainedImage::name)
                .contains("white", "black", "single colour", "1x1", "grey", "two colours", "nearly white, 9 of 1000");
        assertThat(GOLDEN.images().stream().filter(image -> image.stains() != null))
                .hasSizeGreaterThanOrEqualTo(20)
                .extracting(StainedImage::name)
                .contains("nearly white, 30 of 1000");
    }

    @TestFactory
    Stream<DynamicTest> equalsTheToolkit() {
        return GOLDEN.images().stream()
                .map(image -> DynamicTest.dynamicTest(
                        image.name(), () -> assertEquals(GOLDEN, image, decoded(StainGoldens.resource(image.file())))));
    }

    @Test
    void equalsTheToolkitOnRealImages() throws IOException, ImageRejectedException {
        StainGoldens golden = StainGoldens.read("stain-breakhis.json");
        Map<String, StainedImage> bySha256 =
                golden.images().stream().collect(Collectors.toMap(StainedImage::sha256, Function.identity()));

        for (Path file : BreakHisImages.files()) {
            byte[] bytes = Files.readAllBytes(file);
            assertEquals(golden, bySha256.remove(Digests.sha256(bytes)), resized(bytes, null));
        }

        assertThat(golden.images()).hasSize(48);
        assertThat(bySha256).isEmpty();
    }

    @Test
    void preprocessingNormalisesTheResizedPixels() throws ImageRejectedException {
        byte[] file = StainGoldens.resource(GOLDEN.images().get(3).file());
        for (Stain stain : List.of(GOLDEN.macenko().stain(), GOLDEN.reinhard().stain())) {
            byte[] expected = resized(file, null);
            stain.normaliser().normalise(expected);

            assertThat(resized(file, stain)).isEqualTo(expected);
        }
    }

    private static void assertEquals(StainGoldens golden, StainedImage image, byte[] rgb) {
        assertNumbers(StainMatrix.of(rgb).map(StainNormaliserTest::numbers), image.stains());
        assertNumbers(ColourStatistics.of(rgb).map(StainNormaliserTest::numbers), image.colours());
        assertNormalises(golden.macenko().stain(), rgb, image.stains() == null, image.macenkoSha256());
        assertNormalises(golden.reinhard().stain(), rgb, image.colours() == null, image.reinhardSha256());
    }

    private static void assertNormalises(Stain stain, byte[] rgb, boolean unchanged, String sha256) {
        byte[] normalised = rgb.clone();

        stain.normaliser().normalise(normalised);

        assertThat(Arrays.equals(normalised, rgb)).isEqualTo(unchanged);
        assertThat(Digests.sha256(normalised)).isEqualTo(sha256);
    }

    private static void assertNumbers(Optional<double[]> found, List<Double> expected) {
        assertThat(found.isPresent()).isEqualTo(expected != null);
        if (found.isPresent()) {
            assertThat(found.get()).hasSize(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get()[i]).isCloseTo(expected.get(i), ROUNDING);
            }
        }
    }

    private static double[] numbers(StainMatrix stains) {
        return DoubleStream.concat(
                        DoubleStream.concat(Arrays.stream(stains.haematoxylin()), Arrays.stream(stains.eosin())),
                        DoubleStream.of(stains.maxHaematoxylin(), stains.maxEosin()))
                .toArray();
    }

    private static double[] numbers(ColourStatistics colours) {
        return DoubleStream.concat(Arrays.stream(colours.mean()), Arrays.stream(colours.std()))
                .toArray();
    }

    private static byte[] decoded(byte[] file) throws ImageRejectedException {
        ByteArrayOutputStream rgb = new ByteArrayOutputStream();
        ImageDecoder.decode(file, "image/png", new DecoderScratch(), new RowSink() {
            private int length;

            @Override
            public void begin(int width, int height) {
                length = 3 * width;
            }

            @Override
            public void row(byte[] row, int offset) {
                rgb.write(row, offset, length);
            }
        });
        return rgb.toByteArray();
    }

    /** Red, green, blue of the size that the goldens of real images were made in. */
    private static byte[] resized(byte[] file, Stain stain) throws ImageRejectedException {
        Preprocessing preprocessing = new Preprocessing(
                ColourMode.RGB,
                new Resize.Stretch(),
                Filter.BILINEAR,
                224,
                150,
                1,
                List.of(0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0),
                Layout.NCHW,
                stain);
        FloatBuffer levels = FloatBuffer.allocate(preprocessing.elementCount());
        new Preprocessor(preprocessing, new ImageLimits(1 << 24, 1 << 24)).preprocess(file, "image/png", levels);
        int pixels = levels.position() / 3;
        byte[] rgb = new byte[3 * pixels];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) levels.get(i % 3 * pixels + i / 3);
        }
        return rgb;
    }
}
