package io.histostream.results.query;

import static io.histostream.results.SampleMessages.TENANT;
import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.failure;
import static io.histostream.results.SampleMessages.jobs;
import static io.histostream.results.SampleMessages.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ImageJob;
import io.histostream.results.Rows;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import io.histostream.results.query.JobWalk.Effort;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks with so little effort a page that many are short or empty. */
@QuarkusTest
class WalkIT {

    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");

    @Inject
    JobTable table;

    @Inject
    Predictions predictions;

    static List<Long> seeds() {
        return new Random(20260101).longs(48).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRowThatPassesAllTheTimeIsMetOnceWhileOthersArriveAndAdvance(long seed) throws SQLException {
        Random random = new Random(seed);
        String dataset = "walk-" + Long.toHexString(seed);
        List<BatchAccepted> batches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            batches.add(arrive(random, dataset));
            advance(random, batches.get(random.nextInt(batches.size())));
        }
        RandomFilter filter = RandomFilter.of(random, dataset, batches);
        Set<String> before = new HashSet<>(Rows.texts(filter.sql()));

        List<String> met = new ArrayList<>();
        String cursor = null;
        // Rows that come faster than a walk goes could keep it up for ever.
        int arrivals = 30;
        do {
            // Up to a few steps a page.
            Effort effort = new Effort(1 + random.nextInt(12), Duration.ofMillis(random.nextInt(3)));
            PredictionPage page = predictions.page(filter.filter(), cursor, 1 + random.nextInt(9), effort);
            page.items().forEach(item -> met.add(item.jobId().toString()));
            cursor = page.next();
            if (random.nextInt(3) == 0 && arrivals-- > 0) {
                batches.add(arrive(random, dataset));
                advance(random, batches.get(random.nextInt(batches.size())));
            }
        } while (cursor != null);

        Set<String> after = new HashSet<>(Rows.texts(filter.sql()));
        Set<String> throughout = new HashSet<>(before);
        // A state only advances: what passes at both ends passed all the time.
        throughout.retainAll(after);
        before.addAll(after);
        assertThat(met).as(filter.sql()).doesNotHaveDuplicates().containsAll(throughout);
        if (filter.filter().state() == null) {
            assertThat(before).containsAll(met);
        }
    }

    private BatchAccepted arrive(Random random, String dataset) throws SQLException {
        // Few distinct times, so that many rows share one and the id must decide.
        Instant submittedAt = START.plusSeconds(random.nextInt(RandomFilter.SECONDS));
        BatchAccepted batch = batch(TENANT, dataset, submittedAt, 1 + random.nextInt(8), "resnet34", "alexnet");
        table.accept(jobs(batch).stream().map(JobRow::accepted).toList());
        return batch;
    }

    private void advance(Random random, BatchAccepted batch) throws SQLException {
        List<JobRow> outcomes = new ArrayList<>();
        for (ImageJob job : jobs(batch)) {
            switch (random.nextInt(5)) {
                case 0 -> outcomes.add(JobRow.of(failure(job, "It ends early.")));
                case 1, 2, 3 -> outcomes.add(JobRow.of(prediction(job, random.nextDouble())));
                default -> outcomes.add(JobRow.accepted(job));
            }
        }
        table.complete(outcomes.stream().filter(row -> row.outcome() != null).toList());
    }
}
