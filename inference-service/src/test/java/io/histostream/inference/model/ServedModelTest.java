package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.histostream.inference.image.ImageLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedModelTest {

    private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1 << 20);
    private static final int ELEMENTS = 3 * 24 * 32;

    @TempDir
    Path folder;

    private Path tiny;

    @BeforeEach
    void copyTheTinyModel() throws Exception {
        Path original = Path.of(getClass().getResource("/models/tiny").toURI());
        tiny = folder.resolve("tiny").resolve("1.0.0");
        try (Stream<Path> paths = Files.walk(original)) {
            for (Path path : paths.toList()) {
                Path copy =
                        folder.resolve("tiny").resolve(original.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }

    @Test
    void servesAModelThatReproducesItsGoldenScores() {
        try (ServedModel served = load(List.of(ExecutionProvider.values()))) {
            assertThat(served.provider()).isEqualTo(ExecutionProvider.CPU);
        }
    }

    @Test
    void computesTheSameScoresInEveryBatchSize() throws Exception {
        try (ServedModel served = load(List.of(ExecutionProvider.CPU))) {
            FloatBuffer images = images(4);
            float[] alone = served.engine().run(images.slice(0, ELEMENTS), 1)[0];

            float[][] together = served.engine().run(images, 4);

            assertThat(together[0]).containsExactly(alone);
            assertThat(together[3]).isNotEqualTo(alone);
        }
    }

    @Test
    void failsABatchThatHoldsAPoisonedImage() throws Exception {
        try (ServedModel served = load(List.of(ExecutionProvider.CPU))) {
            FloatBuffer images = images(3);
            fill(images, 1, 2.24f);

            assertThatThrownBy(() -> served.engine().run(images, 3)).isInstanceOf(ModelRunException.class);
            assertThatThrownBy(() -> served.engine().run(images.slice(ELEMENTS, ELEMENTS), 1))
                    .isInstanceOf(ModelRunException.class);
            assertThat(served.engine().isBroken()).isFalse();
        }
    }

    @Test
    void refusesAProviderThatThisBuildDoesNotHave() {
        // Profile gpu has it.
        assumeThat(OnnxSession.compiledIn()).doesNotContain(ExecutionProvider.TENSORRT);

        assertThatThrownBy(() -> load(List.of(ExecutionProvider.TENSORRT)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("tensorrt: not in this build of ONNX Runtime");
    }

    @Test
    void refusesGoldenScoresThatAreFurtherThanTheTolerance() {
        rewriteGolden("0.5989595732471715", "0.5990595732471715");

        assertThatThrownBy(() -> load(List.of(ExecutionProvider.CPU)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("golden/image-1.png: the score of benign is 0.5989")
                .hasMessageContaining("but 0.5990595732471715 where the model was exported");
    }

    @Test
    void refusesAGoldenTensorThatDiffersInOneBit() {
        rewriteGolden("cf62d7b9", "cf62d7b8");

        assertThatThrownBy(() -> load(List.of(ExecutionProvider.CPU)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("its tensor has digest cf62d7b9");
    }

    @Test
    void refusesACardWhoseInputIsNotTheGraphs() {
        rewriteCard("width: 32", "width: 33");

        assertThatThrownBy(() -> load(List.of(ExecutionProvider.CPU)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("the graph's input pixels is")
                .hasMessageContaining("not float32 [-1, 3, 24, 33]");
    }

    @Test
    void refusesACardWhoseOutputTheGraphDoesNotHave() {
        rewriteCard("{name: logits}", "{name: scores}");

        assertThatThrownBy(() -> load(List.of(ExecutionProvider.CPU)))
                .hasMessageContaining("the graph has no output named scores, but [logits]");
    }

    private ServedModel load(List<ExecutionProvider> providers) {
        return ServedModel.load(ModelPackage.read(tiny), LIMITS, providers, provider -> 4);
    }

    private void rewriteGolden(String from, String to) {
        String before = Sha256.of(bytes(tiny.resolve(GoldenImages.FILE)));
        rewrite(tiny.resolve(GoldenImages.FILE), from, to);
        rewriteCard(before, Sha256.of(bytes(tiny.resolve(GoldenImages.FILE))));
    }

    private void rewriteCard(String from, String to) {
        rewrite(tiny.resolve(ModelPackage.CARD_FILE), from, to);
        CopiedPackage.seal(tiny);
    }

    private static void rewrite(Path file, String from, String to) {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        try {
            Files.writeString(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FloatBuffer images(int count) {
        FloatBuffer images = ByteBuffer.allocateDirect(count * ELEMENTS * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int image = 0; image < count; image++) {
            fill(images, image, image / 10f);
        }
        return images;
    }

    private static void fill(FloatBuffer images, int image, float value) {
        for (int element = 0; element < ELEMENTS; element++) {
            images.put(image * ELEMENTS + element, value);
        }
    }
}
