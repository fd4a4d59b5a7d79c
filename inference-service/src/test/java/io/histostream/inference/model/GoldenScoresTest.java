package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.contracts.LabelScore;
import io.histostream.inference.BreakHisImages;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.model.GoldenScores.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed models give the scores that PyTorch gave, in batches of every size. */
class GoldenScoresTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("histostream.root"));
    private static final Path GENERATED =
            REPOSITORY.resolve("inference-service/src/test/resources/golden-preprocessing");
    private static final double RELATIVE_ERROR = 1e-4;
    private static final int FEWEST_IMAGES = 20;
    private static final int[] BATCH_SIZES = {1, 2, 3, 8};

    // 150 times taller than wide: newer versions of Pillow resize such a picture in the other direction first. Ours is
    // the order of all versions for every other shape; no microscope makes this one.
    private static final String RESIZED_DIFFERENTLY_BY_NEWER_PILLOW = "rgb8-2x300.png";

    private interface Bytes {

        byte[] of(Image image) throws IOException;
    }

    @Test
    void thereAreSuchScoresOfEveryModel() throws IOException {
        List<String> models = RepositoryModelsTest.packages().stream()
                .map(version -> version.getParent().getFileName().toString())
                .sorted()
                .toList();

        assertThat(models(GoldenScores.ofGeneratedImages())).isEqualTo(models);
        assertThat(models(GoldenScores.ofRealImages())).isEqualTo(models);
    }

    private static List<String> models(List<Path> files) throws IOException {
        List<String> models = new ArrayList<>();
        for (Path file : files) {
            models.add(GoldenScores.read(file).model());
        }
        return models.stream().sorted().toList();
    }

    static List<Path> generated() {
        return GoldenScores.ofGeneratedImages();
    }

    static List<Path> real() {
        return GoldenScores.ofRealImages();
    }

    @ParameterizedTest
    @MethodSource("generated")
    void equalsPyTorchOnGeneratedImages(Path scores) throws Exception {
        assertEqualInEveryBatchSize(
                GoldenScores.read(scores), image -> Files.readAllBytes(GENERATED.resolve(image.file())));
    }

    @ParameterizedTest
    @MethodSource("real")
    void equalsPyTorchOnRealImages(Path scores) throws Exception {
        Map<String, Path> byDigest = realByDigest();

        assertEqualInEveryBatchSize(
                GoldenScores.read(scores), image -> Files.readAllBytes(byDigest.get(image.sha256())));
    }

    private static void assertEqualInEveryBatchSize(GoldenScores golden, Bytes bytes) throws Exception {
        ModelPackage model = ModelPackage.read(
                REPOSITORY.resolve("models").resolve(golden.model()).resolve(golden.version()));
        List<Image> images = golden.images().stream()
                .filter(image -> !image.file().equals(RESIZED_DIFFERENTLY_BY_NEWER_PILLOW))
                .toList();
        assertThat(model.card().files().get(ModelPackage.GRAPH_FILE)).isEqualTo(golden.modelSha256());
        assertThat(images).hasSizeGreaterThanOrEqualTo(FEWEST_IMAGES);
        try (ServedModel served = ServedModel.load(
                model, new ImageLimits(1 << 26, 40_000_000), List.of(ExecutionProvider.CPU), provider -> 8)) {
            for (int batchSize : BATCH_SIZES) {
                assertEqual(served, images, bytes, batchSize);
            }
        }
    }

    private static void assertEqual(ServedModel served, List<Image> images, Bytes bytes, int batchSize)
            throws Exception {
        int size = served.preprocessor().elementCount();
        FloatBuffer slots = ByteBuffer.allocateDirect(Float.BYTES * size * batchSize)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int from = 0; from < images.size(); from += batchSize) {
            List<Image> batch = images.subList(from, Math.min(images.size(), from + batchSize));
            slots.clear();
            for (Image image : batch) {
                served.preprocessor().preprocess(bytes.of(image), image.mediaType(), slots);
            }
            float[][] outputs = served.engine().run(slots.rewind(), batch.size());
            for (int i = 0; i < batch.size(); i++) {
                assertEqual(batch.get(i), served.scores().of(outputs[i]), batchSize);
            }
        }
    }

    private static void assertEqual(Image image, List<LabelScore> scores, int batchSize) {
        for (int label = 0; label < scores.size(); label++) {
            double expected = image.scores().get(label);
            assertThat(scores.get(label).score())
                    .as("%s, %s, batches of %d", image.file(), scores.get(label).label(), batchSize)
                    .isCloseTo(expected, within(RELATIVE_ERROR * expected));
        }
    }

    private static Map<String, Path> realByDigest() throws IOException {
        Map<String, Path> result = new HashMap<>();
        for (Path file : BreakHisImages.files()) {
            result.put(Sha256.of(file), file);
        }
        return result;
    }
}
