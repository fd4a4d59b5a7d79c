package io.histostream.inference.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What PyTorch gave for many images, written by {@code histotool scores}: {@code <model>.json} for those of this
 * repository, by file name, and {@code <model>-breakhis.json} for real ones, by the digest of their bytes.
 */
record GoldenScores(String model, String version, String modelSha256, List<String> labels, List<Image> images) {

    record Image(String file, String mediaType, String sha256, String tensorSha256, List<Double> scores) {}

    private static final Path FOLDER =
            Path.of(System.getProperty("histostream.root"), "inference-service/src/test/resources/golden-scores");
    private static final String REAL = "-breakhis.json";

    static List<Path> ofGeneratedImages() {
        return files().filter(file -> !isOfRealImages(file)).toList();
    }

    static List<Path> ofRealImages() {
        return files().filter(GoldenScores::isOfRealImages).toList();
    }

    private static boolean isOfRealImages(Path file) {
        return file.getFileName().toString().endsWith(REAL);
    }

    private static Stream<Path> files() {
        try (Stream<Path> found = Files.list(FOLDER)) {
            return found.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenScores read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), GoldenScores.class);
    }
}
