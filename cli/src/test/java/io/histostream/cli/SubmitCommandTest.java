package io.histostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SubmitCommandTest {

    private static final String BENIGN = "SOB_B_A-14-22549AB-100-020.png";

    @TempDir
    Path home;

    @TempDir
    Path folder;

    private FakeServer server;
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void sendsSpecimenAndMagnificationButNeitherNameNorLabel() throws IOException {
        write(BENIGN);

        assertThat(submit("--dataset", "breakhis")).isZero();

        JsonNode batch = server.batchesByKey.values().iterator().next();
        assertThat(batch.get("dataset").asText()).isEqualTo("breakhis");
        assertThat(batch.get("images").get(0).get("specimen").toString())
                .isEqualTo("{\"patientId\":\"14-22549\",\"slideId\":\"14-22549AB\"}");
        assertThat(batch.get("images").get(0).get("magnification").asInt()).isEqualTo(100);
        assertThat(server.requests).noneMatch(request -> request.contains("SOB_") || request.contains("benign"));
    }

    @Test
    void sendsLabelsWhenAsked() throws IOException {
        write(BENIGN);
        write("unlabelled.png");

        assertThat(submit("--labels", "--source", "pathologist-3")).isZero();

        JsonNode sent = server.labels.get(0);
        assertThat(sent.get("source").asText()).isEqualTo("pathologist-3");
        assertThat(sent.get("labels")).hasSize(1);
        assertThat(sent.get("labels").get(0).get("class").asText()).isEqualTo("A");
        assertThat(server.images)
                .containsKey(sent.get("labels").get(0).get("sha256").asText());
        assertThat(server.requests).noneMatch(request -> request.contains("SOB_"));
    }

    @Test
    void sendsNoLabelOfAnImageThatIsLabelledInTwoWays() throws IOException {
        Files.writeString(folder.resolve("a.png"), "the same");
        Files.writeString(folder.resolve("b.png"), "the same");
        Path csv = Files.writeString(home.resolve("d.csv"), "file,label\na.png,benign\nb.png,malignant\n");

        assertThat(submit("--csv", csv.toString(), "--labels")).isEqualTo(CommandFailure.USAGE);

        assertThat(errors.toString()).contains("labelled differently under several names, such as");
        assertThat(server.labels).isEmpty();
    }

    @Test
    void sendsTheLabsOwnNames() throws IOException {
        Files.writeString(folder.resolve("a.png"), "a");
        Path csv = Files.writeString(home.resolve("d.csv"), "file,name\na.png,L-77\n");

        assertThat(submit("--csv", csv.toString())).isZero();

        JsonNode image =
                server.batchesByKey.values().iterator().next().get("images").get(0);
        assertThat(image.get("name").asText()).isEqualTo("L-77");
    }

    @Test
    void postsTheSameImagesOnceInEachRound() throws IOException {
        write(BENIGN);

        submit("--round", "fold0");
        submit("--round", "fold0");
        submit("--round", "fold1");
        submit();

        assertThat(server.batchesByKey).hasSize(3);
    }

    @Test
    void leavesOutWhatIsUnknown() throws IOException {
        write("picture.png");

        assertThat(submit()).isZero();

        assertThat(server.batchesByKey.values().iterator().next().toString())
                .matches("\\{\"images\":\\[\\{\"sha256\":\"[0-9a-f]{64}\"}]}");
    }

    @Test
    void asksForHeatMapsWhenTold() throws IOException {
        write("picture.png");

        assertThat(submit("--activation-maps")).isZero();

        assertThat(server.batchesByKey
                        .values()
                        .iterator()
                        .next()
                        .get("activationMaps")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void takesTheWishForHeatMapsForAnotherBatch() throws IOException {
        write("picture.png");
        submit();

        submit("--activation-maps");

        assertThat(server.batchesByKey).hasSize(2);
    }

    @Test
    void postsAtMostSoManyImagesInABatch() throws IOException {
        writeMany(7);

        assertThat(submit("--batch-size", "3")).isZero();

        assertThat(server.batchesByKey.values())
                .extracting(batch -> batch.get("images").size())
                .containsExactly(3, 3, 1);
    }

    @Test
    void givesTheSameBatchForTheSameImages() throws IOException {
        writeMany(3);

        submit();
        submit();

        assertThat(server.batchesByKey).hasSize(1);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        writeMany(20);
        server.uploadsBeforeDying = 12;
        assertThat(submit("--patience", "0", "--parallel", "1")).isEqualTo(CommandFailure.TROUBLE);
        int before = server.images.size();
        server.uploadsBeforeDying = Integer.MAX_VALUE;
        server.uploads.set(0);

        assertThat(submit("--parallel", "1")).isZero();

        assertThat(before).isEqualTo(12);
        assertThat(server.uploads).hasValue(8);
    }

    @Test
    void uploadsAgainWhatTheServerHasLostSince() throws IOException {
        writeMany(6);
        server.uploadsBeforeDying = 4;
        submit("--patience", "0", "--parallel", "1");
        server.uploadsBeforeDying = Integer.MAX_VALUE;
        server.images.clear();

        assertThat(submit()).isZero();

        assertThat(server.images).hasSize(6);
    }

    @Test
    void waitsOutABusyServer() throws IOException {
        writeMany(4);
        server.busyAnswers.set(6);

        assertThat(submit()).isZero();

        assertThat(server.images).hasSize(4);
    }

    @Test
    void uploadsTheSameContentOnce() throws IOException {
        Files.writeString(folder.resolve("one.png"), "same");
        Files.writeString(folder.resolve("two.png"), "same");

        assertThat(submit()).isZero();

        assertThat(server.uploads).hasValue(1);
    }

    @Test
    void submitsTheOthersWhenAnImageIsRefused() throws IOException {
        writeMany(5);
        server.refusedOnUpload.add(sha256("image 2"));

        assertThat(submit()).isEqualTo(CommandFailure.IMAGES_FAILED);

        assertThat(server.batchesByKey.values().iterator().next().get("images")).hasSize(4);
    }

    @Test
    void endsWithOneWhenAJobFails() throws IOException {
        writeMany(2);
        server.failing.add(sha256("image 1"));

        assertThat(submit()).isEqualTo(CommandFailure.IMAGES_FAILED);
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        writeMany(1);
        server.close();

        assertThat(submit("--patience", "0")).isEqualTo(CommandFailure.TROUBLE);

        assertThat(errors.toString())
                .contains("cannot be reached. Is Histostream up?")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAnEmptyFolder() {
        assertThat(submit()).isEqualTo(CommandFailure.USAGE);

        assertThat(errors.toString()).contains("has no images");
    }

    private int submit(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "submit",
                folder.toString(),
                "--home",
                home.toString(),
                "--ingest-url",
                server.address().toString(),
                "--results-url",
                server.address().toString()));
        arguments.addAll(List.of(more));
        CommandLine line = Histostream.commandLine().setErr(new PrintWriter(errors));
        return line.execute(arguments.toArray(String[]::new));
    }

    private void writeMany(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.writeString(folder.resolve("image" + i + ".png"), "image " + i);
        }
    }

    private void write(String name) throws IOException {
        Files.writeString(folder.resolve(name), "pixels of " + name.length());
    }

    private static String sha256(String content) {
        try {
            byte[] digest =
                    java.security.MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return java.util.HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
