package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One flipped bit, wherever it is in a package, is refused, and the reason names the file. */
class FlippedByteTest {

    private static final String EXTERNAL = "model.onnx.data";

    /** A file that is not larger is tried at every byte, a larger one at some. */
    private static final int SMALL = 2048;

    private static final int PLACES = 100;
    private static final int EXTERNAL_BYTES = 20_000;

    private final Random random = new Random(20260401);

    @TempDir
    Path models;

    private Path folder;

    @BeforeEach
    void makeAPackageWithExternalWeights() throws IOException {
        CopiedPackage copied = CopiedPackage.of("tiny-maps", models);
        folder = copied.folder();
        byte[] weights = new byte[EXTERNAL_BYTES];
        random.nextBytes(weights);
        Files.write(folder.resolve(EXTERNAL), weights);
        copied.rewriteCard("files:\n", "files:\n  " + EXTERNAL + ": " + Sha256.of(weights) + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ModelPackage.CARD_FILE,
                CardSeal.FILE,
                ModelPackage.GRAPH_FILE,
                "model.int8.onnx",
                EXTERNAL,
                GoldenImages.FILE,
                "golden/image-1.png"
            })
    void refusesAFlippedBitAnywhereInTheFile(String file) throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(file));

        for (int position : positions(whole.length)) {
            byte[] flipped = whole.clone();
            flipped[position] ^= (byte) (1 << random.nextInt(8));
            Files.write(folder.resolve(file), flipped);
            assertThatThrownBy(() -> ModelPackage.read(folder))
                    .as("%s, byte %d", file, position)
                    .isInstanceOf(ModelRefusedException.class)
                    .hasMessageContaining(folder.resolve(file).getFileName().toString());
        }
    }

    private int[] positions(int length) {
        if (length <= SMALL) {
            return IntStream.range(0, length).toArray();
        }
        return IntStream.concat(
                        IntStream.of(0, length - 1),
                        random.ints(PLACES, 0, length).sorted())
                .toArray();
    }

    /** No kind of file is missing above, and without a flip there is nothing to refuse. */
    @Test
    void readsTheWholePackageWhoseFilesAreAllTried() throws Exception {
        List<String> tried = List.of(FlippedByteTest.class
                .getDeclaredMethod("refusesAFlippedBitAnywhereInTheFile", String.class)
                .getAnnotation(ValueSource.class)
                .strings());

        assertThat(files()).containsExactlyInAnyOrderElementsOf(tried);
        assertThat(ModelPackage.read(folder).card().name()).isEqualTo("tiny-maps");
    }

    @Test
    void refusesACardThatSaysSomethingElseInGoodForm() {
        Path card = folder.resolve(ModelPackage.CARD_FILE);
        rewrite(card, "decisionThreshold: 0.5", "decisionThreshold: 0.7");

        assertThatThrownBy(() -> ModelPackage.read(folder))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("model-card.yaml has digest")
                .hasMessageContaining("but model-card.sha256 says");
    }

    @Test
    void refusesACardWithoutASeal() throws IOException {
        Files.delete(folder.resolve(CardSeal.FILE));

        assertThatThrownBy(() -> ModelPackage.read(folder))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("has no readable model-card.sha256");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .toList();
        }
    }

    private static void rewrite(Path file, String from, String to) {
        try {
            String text = Files.readString(file);
            assertThat(text).contains(from);
            Files.writeString(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
