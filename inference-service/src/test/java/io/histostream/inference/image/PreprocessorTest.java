package io.histostream.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.inference.image.GoldenImages.GoldenImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the worker relies on beside the pixels: slots, positions and threads. */
class PreprocessorTest {

    private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1 << 20);
    private static final Preprocessing PREPROCESSING = new Preprocessing(
            ColourMode.RGB,
            new Resize.Stretch(),
            Filter.BICUBIC,
            24,
            16,
            1 / 255.0,
            List.of(0.5, 0.4, 0.3),
            List.of(0.2, 0.3, 0.4),
            Layout.NCHW);

    private final Preprocessor preprocessor = new Preprocessor(PREPROCESSING, LIMITS);

    @Test
    void tellsTheShapeOfItsTensors() {
        assertThat(preprocessor.tensorShape()).containsExactly(3, 16, 24);
        assertThat(preprocessor.elementCount()).isEqualTo(3 * 16 * 24);
    }

    @Test
    void fillsOneSlotOfABatchAndNothingElse() throws ImageRejectedException {
        int length = preprocessor.elementCount();
        FloatBuffer batch = FloatBuffer.allocate(3 * length);
        batch.position(length);

        preprocessor.preprocess(GoldenImages.bytes("rgb8.png"), "image/png", batch);

        assertThat(batch.position()).isEqualTo(2 * length);
        for (int i = 0; i < length; i++) {
            assertThat(batch.get(i)).isZero();
            assertThat(batch.get(2 * length + i)).isZero();
        }
    }

    @Test
    void refusesASlotThatIsTooSmall() {
        FloatBuffer small = FloatBuffer.allocate(preprocessor.elementCount() - 1);

        assertThatThrownBy(() -> preprocessor.preprocess(GoldenImages.bytes("rgb8.png"), "image/png", small))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyThreadsGetWhatOneGets() throws Exception {
        List<GoldenImage> images = GoldenImages.load().images();
        List<String> alone = digests(images);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> together = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                together.add(threads.submit(() -> digests(images)));
            }
            for (Future<List<String>> each : together) {
                assertThat(each.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> digests(List<GoldenImage> images) throws ImageRejectedException {
        List<String> digests = new ArrayList<>();
        for (GoldenImage image : images) {
            FloatBuffer slot = FloatBuffer.allocate(preprocessor.elementCount());
            preprocessor.preprocess(GoldenImages.bytes(image.file()), image.mediaType(), slot);
            digests.add(Digests.ofTensor(slot));
        }
        return digests;
    }
}
