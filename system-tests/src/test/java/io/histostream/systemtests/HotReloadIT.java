package io.histostream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.histostream.systemtests.JobTable.Row;
import io.histostream.systemtests.Pictures.Picture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** New versions of a model take each other's place over HTTP while its jobs keep coming. */
class HotReloadIT {

    private static final Path ROOT = Path.of(System.getProperty("histostream.root", ".."));
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int RELOADS = Size.of("reload.versions", 20, 100);

    /** Rows that each version must have before the next one comes. */
    private static final int ROWS = Size.of("reload.rows", 12, 60);

    private static final int UNFINISHED = 40;
    private static final double SCORE_TOLERANCE = 1e-5;

    /** Reloads until the worker's threads, buffers and compiled code are what they stay. */
    private static final int WARM_UP = 3;

    private static final int WINDOW = 5;
    private static final double MEMORY_TOLERANCE = 0.10;

    private final Ledger ledger = new Ledger();
    private final Map<String, Picture> pictures = IntStream.range(0, 16)
            .mapToObj(Pictures::png)
            .collect(Collectors.toMap(Picture::sha256, Function.identity()));
    private final List<Path> packages = new ArrayList<>();
    private final List<Long> memory = new ArrayList<>();

    @TempDir
    Path models;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void losesNoJobMixesNoVersionsAndGivesItsMemoryBack() throws Exception {
        ModelVersions versions = new ModelVersions(ROOT, models);
        packages.add(versions.make(0));
        Map<String, String> worker = Map.of(
                "histostream.models.folder", models.toString(), "histostream.inference.model-control", "explicit");
        try (Deployment deployment = Deployment.start("reload", Map.of(Role.INFERENCE, worker))) {
            Lab lab = new Lab(deployment, ledger);
            try (SteadyLoad load =
                    new SteadyLoad(deployment, lab, ledger, List.copyOf(pictures.values()), UNFINISHED, Size.seed())) {
                awaitRows(deployment, 0);
                for (int number = 1; number <= RELOADS; number++) {
                    packages.add(versions.make(number));
                    // Jobs must be under way when the new version comes.
                    await().until(() -> load.unfinished() > 0);
                    load(deployment, lab, number);
                    awaitRows(deployment, number);
                    remember(deployment, number);
                }
            }
            awaitAllEnded(deployment);

            new Verdict(deployment, ledger, lab).assertEveryJobSucceededOnce();
            assertEveryRowIsReproduced(deployment);
            assertThat(deployment.log().surprises()).isEmpty();
            assertThat(deployment.restarts(Role.INFERENCE)).isZero();
            assertMemoryIsGivenBack(deployment);
        }
    }

    private static void load(Deployment deployment, Lab lab, int number) throws IOException, InterruptedException {
        String path = "/v1/models/" + Deployment.MODEL + "/versions/" + ModelVersions.version(number);
        URI uri = deployment.service(Role.INFERENCE).uri().resolve(path);
        long start = System.nanoTime();
        HttpResponse<String> answer = lab.send(
                HttpRequest.newBuilder(uri).PUT(BodyPublishers.noBody()).build());
        deployment
                .log()
                .say("PUT %s: %d after %d ms", path, answer.statusCode(), (System.nanoTime() - start) / 1_000_000);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("version").asText()).isEqualTo(ModelVersions.version(number));
    }

    /** The version has rows: the one before has had its last job for a while, and is closed. */
    private static void awaitRows(Deployment deployment, int number) {
        JobTable table = new JobTable(deployment);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> table.endedBy(ModelVersions.version(number)) >= ROWS);
    }

    private void remember(Deployment deployment, int number) throws IOException, InterruptedException {
        ResidentMemory resident =
                new ResidentMemory(deployment.service(Role.INFERENCE).handle());
        if (resident.isKnown()) {
            memory.add(resident.kibibytes());
            deployment.log().say("resident after %d reloads: %d KiB", number, memory.get(memory.size() - 1));
        }
    }

    private void awaitAllEnded(Deployment deployment) throws SQLException {
        JobTable table = new JobTable(deployment);
        await().atMost(Duration.ofSeconds(120))
                .until(() -> table.ended() >= ledger.jobIds().size());
    }

    /** Every version has rows, and the package that a row names by its digest gives the row's scores. */
    private void assertEveryRowIsReproduced(Deployment deployment) throws SQLException, IOException {
        Map<String, List<Row>> rows =
                new JobTable(deployment).rows().stream().collect(Collectors.groupingBy(Row::modelDigest));
        double largest = 0;
        for (Path folder : packages) {
            try (OfflineScores offline = new OfflineScores(folder)) {
                List<Row> ofVersion = rows.remove(offline.digest());
                assertThat(ofVersion)
                        .as("rows of version %s", offline.version())
                        .isNotEmpty();
                Map<String, Map<String, Double>> scores = new HashMap<>();
                for (Row row : ofVersion) {
                    Map<String, Double> expected =
                            scores.computeIfAbsent(row.sha256(), sha256 -> offline.of(pictures.get(sha256)));
                    largest = Math.max(largest, assertReproduced(row, expected));
                }
            }
        }
        assertThat(rows).as("rows of versions that nobody made").isEmpty();
        deployment.log().say("largest difference of a row's score from its package's, offline: %.1e", largest);
    }

    private static double assertReproduced(Row row, Map<String, Double> expected) throws IOException {
        double largest = 0;
        JsonNode scores = JSON.readTree(row.scores());
        assertThat(scores).hasSameSizeAs(expected.keySet());
        for (JsonNode score : scores) {
            double found = score.path("score").asDouble();
            double offline = expected.get(score.path("label").asText());
            assertThat(found)
                    .as("job %s by %s", row.jobId(), row.modelDigest())
                    .isCloseTo(offline, within(SCORE_TOLERANCE));
            largest = Math.max(largest, Math.abs(found - offline));
        }
        return largest;
    }

    /**
     * Compares the worker after the last reloads with the worker after the first ones, both under the same load with one
     * version in service: the median of {@value #WINDOW} reloads each, since a heap breathes. A version that stayed open
     * would leave its session and buffers at each of the reloads between.
     */
    private void assertMemoryIsGivenBack(Deployment deployment) {
        assumeThat(memory).as("resident memory, which only Linux tells").isNotEmpty();
        long first = ResidentMemory.median(memory.subList(WARM_UP, WARM_UP + WINDOW));
        long last = ResidentMemory.median(memory.subList(memory.size() - WINDOW, memory.size()));
        deployment
                .log()
                .say(
                        "resident: %d KiB after the first reloads, %d KiB after %d: %+.1f %%",
                        first, last, RELOADS, 100.0 * (last - first) / first);
        assertThat((double) last).isLessThanOrEqualTo(first * (1 + MEMORY_TOLERANCE));
    }
}
