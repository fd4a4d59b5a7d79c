package io.histostream.results.total;

import static io.histostream.results.SampleMessages.TENANT;
import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.failure;
import static io.histostream.results.SampleMessages.jobs;
import static io.histostream.results.SampleMessages.prediction;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ImageJob;
import io.histostream.results.Rows;
import io.histostream.results.batch.BatchTable;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TotalsIT {

    private static final int WRITERS = 6;

    @Inject
    JobTable table;

    @Inject
    BatchTable batches;

    @Inject
    Totals totals;

    @Inject
    ActivityPruning pruning;

    /** Writers share batches: each may come first, with an outcome or the batch, and comes more than once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void equalACountOfTheRowsAfterAnyInterleaving(long seed) throws Exception {
        List<BatchAccepted> shared = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String dataset = i == 0 ? null : "totals-" + seed + "-" + i % 2;
            shared.add(batch(TENANT, dataset, Instant.now(), 40, "resnet34", "alexnet"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(100 * seed + writer);
                writers.add(() -> write(random, shared));
            }
            for (Future<Void> done : threads.invokeAll(writers)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(CountedRows.ofTotals()).isEqualTo(CountedRows.ofJobs());
        assertThat(CountedRows.ofActivity()).isEqualTo(CountedRows.ofEndedJobs());
        assertThat(CountedRows.ofDatasets()).isEqualTo(CountedRows.ofImages());
    }

    private Void write(Random random, List<BatchAccepted> shared) throws SQLException {
        for (int step = 0; step < 15; step++) {
            BatchAccepted batch = shared.get(random.nextInt(shared.size()));
            List<ImageJob> jobs = new ArrayList<>(jobs(batch));
            Collections.shuffle(jobs, random);
            List<ImageJob> some = jobs.subList(0, 1 + random.nextInt(jobs.size()));
            switch (random.nextInt(4)) {
                case 0 -> batches.accept(batch);
                case 1 -> table.accept(some.stream().map(JobRow::accepted).toList());
                case 2 ->
                    table.complete(some.stream()
                            .map(job -> JobRow.of(failure(job, "It ends early.")))
                            .toList());
                default ->
                    table.complete(some.stream()
                            .map(job -> JobRow.of(prediction(job, random.nextDouble())))
                            .toList());
            }
        }
        return null;
    }

    @Test
    void aWriterThatTakesItsTimeHoldsUpNobodyAndCountsForNothingWhenItIsCutOff() throws Exception {
        BatchAccepted batch = batch(TENANT, "slow", Instant.now(), 1, "resnet34");
        batches.accept(batch);
        try (Connection slow = Rows.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("UPDATE job SET state = 'FAILED', model_version = '1', model_digest = repeat('a', 64),"
                    + " failure_code = 'TRUNCATED', failure_detail = '', completed_at = now() WHERE batch_id = '"
                    + batch.batchId() + "'");

            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> batches.accept(batch(TENANT, "slow", Instant.now(), 1, "resnet34")));
            slow.rollback();
        }

        assertThat(totals.byDataset(TENANT)).contains(new DatasetTotal("slow", 2, 2, 0, 0));
    }

    @Test
    void theRevisionGrowsWithEveryChangeAndStaysWithoutOne() throws SQLException {
        BatchAccepted batch = batch(TENANT, "revised", Instant.now(), 3, "resnet34");
        List<JobRow> outcomes =
                jobs(batch).stream().map(job -> JobRow.of(prediction(job, 0.5))).toList();
        long none = totals.revision(TENANT, "revised");
        batches.accept(batch);
        long accepted = totals.revision(TENANT, "revised");
        table.complete(outcomes);
        long completed = totals.revision(TENANT, "revised");
        table.complete(outcomes);
        batches.accept(batch);

        assertThat(none).isZero();
        assertThat(accepted).isGreaterThan(none);
        assertThat(completed).isGreaterThan(accepted);
        assertThat(totals.revision(TENANT, "revised")).isEqualTo(completed);
    }

    @Test
    void aRecountChangesNoTotalAndRaisesTheRevision() throws SQLException {
        BatchAccepted batch = batch(TENANT, "recounted", Instant.now(), 3, "resnet34");
        batches.accept(batch);
        table.complete(
                jobs(batch).stream().map(job -> JobRow.of(prediction(job, 0.5))).toList());
        long revision = totals.revision(TENANT, "recounted");

        Rows.execute("SELECT recount_jobs()");

        assertThat(CountedRows.ofTotals()).isEqualTo(CountedRows.ofJobs());
        assertThat(CountedRows.ofDatasets()).isEqualTo(CountedRows.ofImages());
        assertThat(totals.revision(TENANT, "recounted")).isGreaterThan(revision);
    }

    @Test
    void oldMinutesGo() throws SQLException {
        Instant now = Instant.now();
        Rows.execute("INSERT INTO activity VALUES ('pruned', now() - interval '25 hours', 'm', 'FAILED', 0, 2),"
                + " ('pruned', now() - interval '23 hours', 'm', 'FAILED', 0, 1)");

        pruning.prune(now.minus(ActivityPruning.KEPT));

        assertThat(totals.since("pruned", now.minus(Duration.ofDays(9))))
                .singleElement()
                .satisfies(minute -> assertThat(minute.failed()).isEqualTo(1));
        Rows.execute("DELETE FROM activity WHERE tenant = 'pruned'");
    }

    @Test
    void dataSetsAreListedWithWhatTheyHave() throws SQLException {
        BatchAccepted batch = batch(TENANT, "listed", Instant.now(), 4, "resnet34", "alexnet");
        batches.accept(batch);
        table.complete(List.of(JobRow.of(prediction(jobs(batch).get(0), 0.5))));
        table.complete(List.of(JobRow.of(failure(jobs(batch).get(1), "It ends early."))));
        given().get("/v1/datasets").then().statusCode(200);
        String label = "('%s', '%s', 'benign', 'benign', 'pathologist', now())"
                .formatted(TENANT, batch.images().get(2).imageId());
        Rows.execute("INSERT INTO label VALUES " + label);
        Rows.execute("INSERT INTO label_history (tenant, image_id, class, label, source, at) VALUES " + label);

        given().get("/v1/datasets?page=2").then().statusCode(400);
        assertThat(given().get("/v1/datasets")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap("items.find { it.dataset == 'listed' }"))
                .containsEntry("images", 4)
                .containsEntry("jobs", 8)
                .containsEntry("succeeded", 1)
                .containsEntry("failed", 1)
                .containsEntry("labelled", 1);
    }
}
