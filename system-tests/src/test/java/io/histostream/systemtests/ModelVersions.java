package io.histostream.systemtests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes versions of the deployment's model that differ in their weights: copies of a committed resnet34, each with another
 * bias in its last layer. How the bias moves the golden scores is known exactly, so that no one has to compute them.
 */
final class ModelVersions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "resnet34";

    /** The name of the last layer's bias, then its values: two floats. */
    private static final byte[] BIAS = "fc.biasJ\u0008".getBytes(ISO_8859_1);

    private static final double STEP = 0.02;

    private final Path original;
    private final Path folder;

    /**
     * @param models the folder that the versions are made in
     */
    ModelVersions(Path repository, Path models) {
        this.original = latest(repository.resolve("models").resolve(NAME));
        this.folder = models.resolve(Deployment.MODEL);
    }

    private static Path latest(Path versions) {
        try (Stream<Path> found = Files.list(versions)) {
            return found.sorted().reduce((first, second) -> second).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String version(int number) {
        return "1.0." + number;
    }

    /** Makes a whole, sealed package. */
    Path make(int number) throws IOException {
        Path version = Files.createDirectories(folder.resolve(version(number)));
        copy(version);
        String card = Files.readString(original.resolve("model-card.yaml"));
        double moved = moveBias(version.resolve("model.onnx"), number * STEP);
        moveScores(version.resolve("golden/expected.json"), moved / temperature(card));
        card = replace(card, "name: " + NAME, "name: " + Deployment.MODEL);
        card = card.replaceFirst("(?m)^version: .*$", "version: " + version(number));
        for (String file : List.of("model.onnx", "golden/expected.json")) {
            card = replace(card, digest(original.resolve(file)), digest(version.resolve(file)));
        }
        Files.writeString(version.resolve("model-card.yaml"), card);
        Files.writeString(
                version.resolve("model-card.sha256"),
                digest(version.resolve("model-card.yaml")) + "  model-card.yaml\n");
        return version;
    }

    private void copy(Path version) throws IOException {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = version.resolve(original.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** Returns by how much the second label's output grows, which float32 rounds. */
    private static double moveBias(Path graph, double by) throws IOException {
        byte[] bytes = Files.readAllBytes(graph);
        int at = indexOf(bytes, BIAS) + BIAS.length + Float.BYTES;
        ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float bias = values.getFloat(at);
        float moved = (float) (bias + by);
        values.putFloat(at, moved);
        Files.write(graph, bytes);
        return (double) moved - bias;
    }

    private static int indexOf(byte[] bytes, byte[] sought) {
        String text = new String(bytes, ISO_8859_1);
        int at = text.indexOf(new String(sought, ISO_8859_1));
        if (at < 0 || text.indexOf(new String(sought, ISO_8859_1), at + 1) >= 0) {
            throw new IllegalStateException("the graph of " + NAME + " has no bias fc.bias of two floats");
        }
        return at;
    }

    private static double temperature(String card) {
        Matcher line = Pattern.compile("(?m)^temperature: (.*)$").matcher(card);
        return line.find() ? Double.parseDouble(line.group(1)) : 1;
    }

    private static void moveScores(Path expected, double by) throws IOException {
        JsonNode golden = JSON.readTree(expected.toFile());
        for (JsonNode image : golden.path("images")) {
            double second = image.path("scores").path(1).asDouble();
            double moved = 1 / (1 + Math.exp(-(Math.log(second / (1 - second)) + by)));
            ArrayNode scores = ((ObjectNode) image).putArray("scores");
            scores.add(1 - moved).add(moved);
        }
        JSON.writeValue(expected.toFile(), golden);
    }

    private static String replace(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalStateException("the card of " + NAME + " has no " + from);
        }
        return text.replace(from, to);
    }

    private static String digest(Path file) throws IOException {
        return Pictures.digest(Files.readAllBytes(file));
    }
}
