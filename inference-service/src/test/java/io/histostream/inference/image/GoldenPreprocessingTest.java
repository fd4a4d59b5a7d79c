package io.histostream.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.GoldenImages.GoldenCase;
import io.histostream.inference.image.GoldenImages.GoldenImage;
import io.histostream.inference.image.GoldenImages.RefusedImage;
import io.histostream.inference.image.decode.DecoderScratch;
import io.histostream.inference.image.decode.ImageDecoder;
import io.histostream.inference.image.decode.RowSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Decoded pixels, resized pixels and tensors differ by nothing from Pillow's and torchvision's. */
class GoldenPreprocessingTest {

    private static final GoldenImages GOLDEN = GoldenImages.load();
    private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1 << 20);

    @Test
    void coversEveryFilterAndResize() {
        assertThat(GOLDEN.images()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(GOLDEN.images().stream().flatMap(image -> image.cases().stream()))
                .extracting(GoldenCase::filter)
                .contains(Filter.values());
        assertThat(GOLDEN.images().stream().flatMap(image -> image.cases().stream()))
                .extracting(golden -> golden.resize().mode())
                .contains("stretch", "shortest-edge-centre-crop");
    }

    @TestFactory
    Stream<DynamicTest> decodesLikePillow() {
        return GOLDEN.images().stream().map(image -> DynamicTest.dynamicTest(image.file(), () -> assertDecodes(image)));
    }

    private static void assertDecodes(GoldenImage image) throws ImageRejectedException {
        PixelsOfPicture pixels = new PixelsOfPicture();

        ImageDecoder.decode(GoldenImages.bytes(image.file()), image.mediaType(), new DecoderScratch(), pixels);

        assertThat(pixels.width).isEqualTo(image.width());
        assertThat(pixels.height).isEqualTo(image.height());
        assertThat(Digests.sha256(pixels.rgb.toByteArray())).isEqualTo(image.decodedSha256());
    }

    @TestFactory
    Stream<DynamicTest> resizesAndNormalisesLikeTorchvision() {
        return GOLDEN.images().stream().flatMap(image -> image.cases().stream()
                .map(golden ->
                        DynamicTest.dynamicTest(image.file() + " " + golden, () -> assertPreprocesses(image, golden))));
    }

    private static void assertPreprocesses(GoldenImage image, GoldenCase golden) throws ImageRejectedException {
        FloatBuffer levels = preprocess(image, golden.resizeOnly());
        FloatBuffer tensor = preprocess(image, golden.preprocessing());

        assertThat(Digests.ofLevels(levels)).as("resized pixels").isEqualTo(golden.resizedSha256());
        assertThat(Digests.ofTensor(tensor)).as("tensor").isEqualTo(golden.tensorSha256());
    }

    private static FloatBuffer preprocess(GoldenImage image, Preprocessing preprocessing)
            throws ImageRejectedException {
        Preprocessor preprocessor = new Preprocessor(preprocessing, LIMITS);
        FloatBuffer slot = ByteBuffer.allocateDirect(preprocessor.elementCount() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        preprocessor.preprocess(GoldenImages.bytes(image.file()), image.mediaType(), slot);
        return slot;
    }

    @TestFactory
    Stream<DynamicTest> refusesColoursWithoutMeaning() {
        return GOLDEN.refused().stream()
                .map(image -> DynamicTest.dynamicTest(image.file(), () -> assertRefused(image)));
    }

    private static void assertRefused(RefusedImage image) {
        Preprocessing preprocessing = GOLDEN.images().get(0).cases().get(0).preprocessing();
        Preprocessor preprocessor = new Preprocessor(preprocessing, LIMITS);
        byte[] bytes = GoldenImages.bytes(image.file());

        assertThatThrownBy(() -> preprocessor.preprocess(bytes, image.mediaType(), FloatBuffer.allocate(1 << 18)))
                .isInstanceOfSatisfying(ImageRejectedException.class, rejected -> assertThat(rejected.code())
                        .isEqualTo(FailureCode.UNSUPPORTED_COLOUR));
    }

    private static final class PixelsOfPicture implements RowSink {
        private final ByteArrayOutputStream rgb = new ByteArrayOutputStream();
        private int width;
        private int height;

        @Override
        public void begin(int pictureWidth, int pictureHeight) {
            width = pictureWidth;
            height = pictureHeight;
        }

        @Override
        public void row(byte[] row, int offset) {
            rgb.write(row, offset, 3 * width);
        }
    }
}
