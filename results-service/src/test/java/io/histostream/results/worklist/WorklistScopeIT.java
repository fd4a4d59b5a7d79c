package io.histostream.results.worklist;

import static io.histostream.results.SampleMessages.TENANT;
import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.prediction;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.BatchImage;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** However many jobs a data set has, so many of the latest are looked at, and it says so. */
@QuarkusTest
class WorklistScopeIT {

    private static final int LOOKED_AT = 50_000;

    @Inject
    JobTable table;

    @Test
    void looksAtTheLatestJobsOnlyAndSaysSo() throws SQLException {
        String dataset = "scope-" + UUID.randomUUID();
        Instant now = Instant.now();
        fill(batch(TENANT, dataset, now.minusSeconds(60), 1, "alexnet"), 0.5);
        fill(batch(TENANT, dataset, now, LOOKED_AT / 5, "alexnet", "qwen2-vl", "resnet34", "smolvlm", "vgg19"), 0.001);

        given().queryParam("dataset", dataset)
                .get("/v1/worklist")
                .then()
                .statusCode(200)
                .body("scope.jobs", is(LOOKED_AT))
                .body("scope.truncated", is(true))
                .body("items", hasSize(50))
                .body("items[0].reasons", equalTo(List.of("disagree")))
                .body("next", notNullValue());
    }

    /** Every tenth image is disagreed on by the first model. */
    private void fill(BatchAccepted batch, double score) throws SQLException {
        List<JobRow> rows = new ArrayList<>();
        for (String model : batch.models()) {
            for (int i = 0; i < batch.images().size(); i++) {
                BatchImage image = batch.images().get(i);
                boolean other = i % 10 == 0 && model.equals("alexnet");
                rows.add(JobRow.of(prediction(batch.job(image, model), other ? 0.99 : score)));
            }
        }
        table.complete(rows);
    }
}
