package io.histostream.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.inference.BreakHisImages;
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
import org.junit.jupiter.api.Test;

/** The tensors of real images are torchvision's. */
class BreakHisPreprocessingTest {

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
        Digested expected = GoldenImages.json("breakhis.json", Digested.class);
        Map<String, Map<String, String>> actual = new HashMap<>();

        for (Path file : BreakHisImages.files()) {
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
}
