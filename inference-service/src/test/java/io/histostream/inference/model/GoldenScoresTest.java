package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.histostream.contracts.LabelScore;
import io.histostream.inference.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed resnet34 gives the scores that PyTorch gave, for pictures of every kind, in batches of every size. */
class GoldenScoresTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("histostream.root"));
    private static final Path RESOURCES = REPOSITORY.resolve("inference-service/src/test/resources");
    private static final double RELATIVE_ERROR = 1e-4;

    // 150 times taller than wide: newer versions of Pillow resize such a picture in the other direction first. Ours is
    // the
    // order of all versions for every other shape; no microscope makes this one.
    private static final String RESIZED_DIFFERENTLY_BY_NEWER_PILLOW = "rgb8-2x300.png";

    private static ServedModel served;
    private static GoldenScores golden;

    record GoldenScores(String model, String version, String modelSha256, List<String> labels, List<Image> images) {

        record Image(String file, String mediaType, String sha256, String tensorSha256, List<Double> scores) {}
    }

    @BeforeAll
    static void load() throws IOException {
        golden = new ObjectMapper()
                .readValue(RESOURCES.resolve("golden-scores/resnet34.json").toFile(), GoldenScores.class);
        ModelPackage model = ModelPackage.read(
                REPOSITORY.resolve("models").resolve(golden.model()).resolve(golden.version()));
        assertThat(model.card().files().get(ModelPackage.GRAPH_FILE)).isEqualTo(golden.modelSha256());
        assertThat(golden.images()).hasSizeGreaterThanOrEqualTo(30);
        served = ServedModel.load(
                model, new ImageLimits(1 << 26, 40_000_000), List.of(ExecutionProvider.CPU), provider -> 8);
    }

    @AfterAll
    static void close() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void equalsPyTorch(int batchSize) throws Exception {
        int size = served.preprocessor().elementCount();
        List<GoldenScores.Image> images = golden.images().stream()
                .filter(image -> !image.file().equals(RESIZED_DIFFERENTLY_BY_NEWER_PILLOW))
                .toList();
        for (int from = 0; from < images.size(); from += batchSize) {
            List<GoldenScores.Image> batch = images.subList(from, Math.min(images.size(), from + batchSize));
            FloatBuffer slots = ByteBuffer.allocateDirect(Float.BYTES * size * batchSize)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            for (GoldenScores.Image image : batch) {
                byte[] bytes = Files.readAllBytes(
                        RESOURCES.resolve("golden-preprocessing").resolve(image.file()));
                served.preprocessor().preprocess(bytes, image.mediaType(), slots);
            }
            float[][] outputs = served.engine().run(slots.rewind(), batch.size());
            for (int i = 0; i < batch.size(); i++) {
                assertEqual(batch.get(i), served.scores().of(outputs[i]));
            }
        }
    }

    private static void assertEqual(GoldenScores.Image image, List<LabelScore> scores) {
        for (int label = 0; label < scores.size(); label++) {
            double expected = image.scores().get(label);
            assertThat(scores.get(label).score())
                    .as("%s, %s", image.file(), scores.get(label).label())
                    .isCloseTo(expected, within(RELATIVE_ERROR * expected));
        }
    }
}
