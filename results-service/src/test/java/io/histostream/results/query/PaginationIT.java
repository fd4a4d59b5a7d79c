package io.histostream.results.query;

import static io.histostream.results.SampleMessages.TENANT;
import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.jobs;
import static io.histostream.results.SampleMessages.prediction;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.contracts.BatchAccepted;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PaginationIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    JobTable jobs;

    /** Rows arrive before, between and after the pages, at older, equal and newer times, and accepted ones advance. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyRowThatWasThereAtTheStartIsMetOnceWhileOthersArrive(long seed) throws SQLException {
        Random random = new Random(seed);
        String dataset = "pages-" + seed;
        Set<String> atStart = new HashSet<>();
        List<BatchAccepted> accepted = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            BatchAccepted batch = arrive(random, dataset);
            accepted.add(batch);
            jobs(batch).forEach(job -> atStart.add(job.jobId().toString()));
        }

        List<String> met = new ArrayList<>();
        String cursor = null;
        do {
            ValidatableResponse page = page(dataset, 1 + random.nextInt(9), cursor);
            met.addAll(page.extract().jsonPath().getList("items.jobId", String.class));
            cursor = page.extract().jsonPath().getString("next");
            arrive(random, dataset);
            advance(accepted.get(random.nextInt(accepted.size())));
        } while (cursor != null);

        assertThat(met).doesNotHaveDuplicates().containsAll(atStart);
    }

    private BatchAccepted arrive(Random random, String dataset) throws SQLException {
        // Few distinct times, so that many rows share one and the id must decide.
        Instant submittedAt = START.plusSeconds(random.nextInt(6));
        BatchAccepted batch = batch(TENANT, dataset, submittedAt, 1 + random.nextInt(6), "resnet34");
        jobs.accept(jobs(batch).stream().map(JobRow::accepted).toList());
        return batch;
    }

    private void advance(BatchAccepted batch) throws SQLException {
        jobs.complete(
                jobs(batch).stream().map(job -> JobRow.of(prediction(job, 0.5))).toList());
    }

    private static ValidatableResponse page(String dataset, int limit, String cursor) {
        var request = given().queryParam("dataset", dataset).queryParam("limit", limit);
        return (cursor == null ? request : request.queryParam("cursor", cursor))
                .get("/v1/predictions")
                .then()
                .statusCode(200);
    }
}
