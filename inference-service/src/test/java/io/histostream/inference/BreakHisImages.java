package io.histostream.inference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * 48 real images, which are not in the repository: they are looked for in {@code HISTOSTREAM_BREAKHIS} or in
 * {@code shared/data/breakhis} beside the repository, and a test that wants them is skipped where there are none.
 */
public final class BreakHisImages {

    private BreakHisImages() {}

    public static List<Path> files() throws IOException {
        Path folder = folder();
        assumeTrue(Files.isDirectory(folder), "no BreakHis images in " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".png")).toList();
        }
    }

    private static Path folder() {
        String given = System.getenv("HISTOSTREAM_BREAKHIS");
        return given != null
                ? Path.of(given)
                : Path.of(System.getProperty("histostream.root", "")).resolve("../shared/data/breakhis");
    }
}
