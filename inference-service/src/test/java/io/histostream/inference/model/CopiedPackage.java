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
public record CopiedPackage(Path folder) {

    private static final String ORIGINAL = "1.0.0";

    public static CopiedPackage of(String name, Path models) {
        return copy(name, models.resolve(name).resolve(ORIGINAL));
    }

    /** The same model as another version, whole and sealed. */
    public static CopiedPackage of(String name, String version, Path models) {
        CopiedPackage copied = copy(name, models.resolve(name).resolve(version));
        copied.rewriteCard("version: \"" + ORIGINAL + "\"", "version: \"" + version + "\"");
        return copied;
    }

    private static CopiedPackage copy(String name, Path folder) {
        try {
            Path original = Path.of(CopiedPackage.class
                    .getResource("/models/" + name + "/" + ORIGINAL)
                    .toURI());
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

    public void rewriteCard(String from, String to) {
        rewrite(ModelPackage.CARD_FILE, from, to);
        seal(folder);
    }

    /** Rewrites the golden images' file, with its new digest in a sealed card. */
    public void rewriteGolden(String from, String to) {
        String before = Sha256.of(bytesOf(GoldenImages.FILE));
        rewrite(GoldenImages.FILE, from, to);
        rewriteCard(before, Sha256.of(bytesOf(GoldenImages.FILE)));
    }

    private void rewrite(String file, String from, String to) {
        String text = new String(bytesOf(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        write(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    /** Flips one bit in the middle of a file. */
    public void flipABit(String file) {
        byte[] bytes = bytesOf(file);
        bytes[bytes.length / 2] ^= 1;
        write(file, bytes);
    }

    private byte[] bytesOf(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, byte[] bytes) {
        try {
            Files.write(folder.resolve(file), bytes);
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

    public ModelPackage read() {
        return ModelPackage.read(folder);
    }
}
