package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of one of the tests' model packages, to spoil. */
record CopiedPackage(Path folder) {

    static CopiedPackage of(String name, Path models) {
        try {
            Path original = Path.of(CopiedPackage.class
                    .getResource("/models/" + name + "/1.0.0")
                    .toURI());
            Path folder = models.resolve(name).resolve("1.0.0");
            try (Stream<Path> paths = Files.walk(original)) {
                for (Path path : paths.toList()) {
                    Path copy = folder.resolve(original.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(path, copy);
                    }
                }
            }
            return new CopiedPackage(folder);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void rewriteCard(String from, String to) {
        try {
            Path card = folder.resolve(ModelPackage.CARD_FILE);
            String text = Files.readString(card, StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            Files.writeString(card, text.replace(from, to));
            seal(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the card that is there now the digest that makes it whole. */
    static void seal(Path folder) {
        try {
            String digest = Sha256.of(Files.readAllBytes(folder.resolve(ModelPackage.CARD_FILE)));
            Files.writeString(folder.resolve(CardSeal.FILE), digest + "  " + ModelPackage.CARD_FILE + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ModelPackage read() {
        return ModelPackage.read(folder);
    }
}
