package io.histostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    @TempDir
    Path folder;

    private FakeServer server;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
        Files.writeString(folder.resolve("one.png"), "one");
        Files.writeString(folder.resolve("two.png"), "two");
        Files.writeString(
                folder.resolve("labels.csv"), "file,label,note\none.png,malignant,a secret\ntwo.png,benign,\n");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void printsEveryMetricByModelAndMagnification() {
        server.predictions.add(prediction("one", "malignant", 0.9));
        server.predictions.add(prediction("two", "malignant", 0.6));

        assertThat(evaluate("--csv", folder.resolve("labels.csv").toString())).isZero();

        assertThat(out.toString().lines())
                .contains("resnet34  0.500  0.500       2       0")
                .contains("resnet34  0.667  0.667       2       0")
                .contains("resnet34  1.000  1.000       2       0");
    }

    @Test
    void sendsNeitherLabelsNorNames() {
        server.predictions.add(prediction("one", "malignant", 0.9));

        evaluate("--csv", folder.resolve("labels.csv").toString(), "--dataset", "study");

        assertThat(server.requests)
                .isNotEmpty()
                .allMatch(request -> request.startsWith("GET /v1/predictions?dataset=study"));
        assertThat(server.requests)
                .noneMatch(request ->
                        request.contains("malignant") || request.contains("one.png") || request.contains("secret"));
    }

    @Test
    void saysWhenTheServiceHasNoPredictionOfTheImages() {
        assertThat(evaluate("--csv", folder.resolve("labels.csv").toString())).isEqualTo(3);

        assertThat(errors.toString()).contains("no prediction of any of these images");
    }

    @Test
    void saysWhenNoImageHasALabel() {
        assertThat(evaluate(folder.toString())).isEqualTo(2);

        assertThat(errors.toString()).contains("has a label");
    }

    private int evaluate(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "evaluate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 1] = "--results-url=" + server.address();
        return Histostream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(all);
    }

    private static String prediction(String content, String label, double malignant) {
        return ("{\"jobId\":\"j\",\"batchId\":\"b\",\"sha256\":\"%s\",\"magnification\":40,\"model\":\"resnet34\","
                        + "\"modelVersion\":\"1.0.0\",\"state\":\"SUCCEEDED\",\"label\":\"%s\",\"scores\":["
                        + "{\"label\":\"benign\",\"score\":%s},{\"label\":\"malignant\",\"score\":%s}]}")
                .formatted(sha256(content), label, 1 - malignant, malignant);
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
