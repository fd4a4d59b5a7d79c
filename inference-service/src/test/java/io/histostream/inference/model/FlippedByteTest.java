package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One flipped bit, wherever it is in a package, is refused, and the reason names the file. */
class FlippedByteTest {

    private static final String EXTERNAL = "model.onnx.data";
    private static final int PLACES = 16;

    @TempDir
    Path models;

    private Path folder;

    @BeforeEach
    void makeAPackageWithExternalWeights() throws IOException {
        CopiedPackage copied = CopiedPackage.of("tiny-maps", models);
        folder = copied.folder();
        byte[] weights = "weights that the graph keeps beside it".getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve(EXTERNAL), weights);
        copied.rewriteCard("files:\n", "files:\n  " + EXTERNAL + ": " + Sha256.of(weights) + "\n");
    }

    @Test
    void refusesEveryFlippedBitAndNamesTheFile() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThanOrEqualTo(7).contains(folder.resolve(EXTERNAL));
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int place = 0; place < PLACES; place++) {
                int position = (int) ((long) place * (whole.length - 1) / (PLACES - 1));
                byte[] flipped = whole.clone();
                flipped[position] ^= (byte) (1 << place % 8);
                Files.write(file, flipped);
                assertThatThrownBy(() -> ModelPackage.read(folder))
                        .as("%s, byte %d", file, position)
                        .isInstanceOf(ModelRefusedException.class)
                        .hasMessageContaining(file.getFileName().toString());
            }
            Files.write(file, whole);
        }
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

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
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
