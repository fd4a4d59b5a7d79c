package io.histostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCommandTest {

    @TempDir
    Path folder;

    private FakeServer server;
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
        Files.createDirectories(folder.resolve("one"));
        Files.writeString(folder.resolve("one/a.png"), "a");
        Files.writeString(folder.resolve("b.png"), "b");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void sendsWhatAFileShowsUnderTheDigestOfItsContent() throws Exception {
        write("file,patient,label", "one/a.png,P-1,DC", "b.png,P-2,benign");

        assertThat(label()).isZero();

        assertThat(sent().get("source").asText()).isEqualTo("lab");
        assertThat(sent().get("labels").toString())
                .isEqualTo("[{\"sha256\":\"" + sha256("a") + "\",\"class\":\"DC\"},{\"sha256\":\"" + sha256("b")
                        + "\",\"class\":\"benign\"}]");
        assertThat(server.requests).noneMatch(request -> request.contains(".png") || request.contains("P-1"));
    }

    @Test
    void sendsWhatTheServerKnowsAnImageBy() throws IOException {
        String digest = "ab".repeat(32);
        write(
                "image_id,sha256,name,class",
                "018f,,,in situ",
                "," + digest.toUpperCase(Locale.ROOT) + ",,normal",
                ",,L-7,invasive");

        assertThat(label("--mapping", "grade 3=malignant,odd=benign", "--source", "pathologist-3"))
                .isZero();

        assertThat(sent().get("mapping").toString()).isEqualTo("{\"grade 3\":\"malignant\",\"odd\":\"benign\"}");
        assertThat(sent().get("labels").toString())
                .isEqualTo("[{\"imageId\":\"018f\",\"class\":\"in situ\"},{\"sha256\":\"" + digest
                        + "\",\"class\":\"normal\"},{\"name\":\"L-7\",\"class\":\"invasive\"}]");
    }

    @Test
    void leavesAnImageWithoutALabelAsItIsUnlessItsLabelIsToBeTakenBack() throws IOException {
        write("name,label", "L-1,benign", "L-2,");

        label();
        label("--take-back");

        assertThat(server.labels.get(0).get("labels")).hasSize(1);
        assertThat(server.labels.get(1).get("labels").get(1).toString()).isEqualTo("{\"name\":\"L-2\",\"class\":null}");
    }

    @Test
    void readsTheNamesOfBreakHis() throws Exception {
        Files.writeString(folder.resolve("SOB_M_LC-14-13412-40-001.png"), "c");

        assertThat(execute("label", folder.toString())).isZero();

        assertThat(sent().get("labels").toString())
                .isEqualTo("[{\"sha256\":\"" + sha256("c") + "\",\"class\":\"LC\"}]");
    }

    @Test
    void refusesOneImageThatIsCalledTwoThings() throws IOException {
        Files.writeString(folder.resolve("twin.png"), "b");
        write("file,label", "b.png,benign", "twin.png,malignant", "twin.png,malignant");

        assertThat(label()).isEqualTo(CommandFailure.USAGE);

        assertThat(errors.toString())
                .contains("line 3 (twin.png): the same image is called benign at line 2 (b.png), but malignant here");
        assertThat(server.labels).isEmpty();
    }

    @Test
    void namesEveryLineWhoseFileIsNotThere() throws IOException {
        write("file,label", "c.png,benign", "b.png,benign", "d.png,benign");

        assertThat(label()).isEqualTo(CommandFailure.USAGE);

        assertThat(errors.toString()).contains("line 2: there is no image c.png", "line 4: there is no image d.png");
    }

    @Test
    void saysWhichLinesTheServerRefused() throws IOException {
        server.labelProblem =
                "{\"code\":\"INVALID_LABELS\",\"title\":\"Some labels are wrong\",\"errors\":[{\"index\":1,"
                        + "\"code\":\"UNKNOWN_CLASS\",\"detail\":\"known are benign, malignant\"}]}";
        write("file,label", "one/a.png,benign", "b.png,odd");

        assertThat(label()).isEqualTo(CommandFailure.USAGE);

        assertThat(errors.toString())
                .contains("UNKNOWN_CLASS: known are benign, malignant\n    at line 3 (b.png)", "No label was kept.");
    }

    @Test
    void saysWhichColumnsAreWanted() throws IOException {
        write("picture,label", "a.png,benign");

        assertThat(label()).isEqualTo(CommandFailure.USAGE);

        assertThat(errors.toString()).contains("wanted are file, sha256, image_id or name");
    }

    @Test
    void sendsManyLabelsInParts() throws IOException {
        List<String> lines = new ArrayList<>(List.of("name,label"));
        for (int i = 0; i < 25_000; i++) {
            lines.add("L-" + i + ",benign");
        }
        write(lines.toArray(String[]::new));

        assertThat(label()).isZero();

        assertThat(server.labels).extracting(sent -> sent.get("labels").size()).containsExactly(10_000, 10_000, 5_000);
    }

    private JsonNode sent() {
        return server.labels.get(0);
    }

    private void write(String... lines) throws IOException {
        Files.write(folder.resolve("labels.csv"), List.of(lines));
    }

    private int label(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("label", folder.resolve("labels.csv").toString()));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--results-url=" + server.address());
        return Histostream.commandLine().setErr(new PrintWriter(errors)).execute(all.toArray(String[]::new));
    }

    private static String sha256(String content) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
