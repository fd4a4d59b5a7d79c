package io.histostream.results.worklist;

import static io.histostream.results.SampleMessages.TENANT;
import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.failure;
import static io.histostream.results.SampleMessages.prediction;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.JobOutcome;
import io.histostream.results.batch.BatchTable;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class WorklistIT {

    @Inject
    BatchTable batches;

    @Inject
    JobTable table;

    private BatchAccepted batch;

    /** Images: 0 disagreed on, 1 near the threshold, 2 failed by one model, 3 and 4 clear, 5 not classified yet. */
    @BeforeEach
    void post() throws SQLException {
        batch = batch(TENANT, "worklist-" + UUID.randomUUID(), Instant.now(), 6, "alexnet", "resnet34");
        batches.accept(batch);
        complete(0, 0.02, 0.98);
        complete(1, 0.55, 0.6);
        complete(prediction(batch.job(batch.images().get(2), "alexnet"), 0.99));
        complete(failure(batch.job(batch.images().get(2), "resnet34"), "the file ends before the picture does"));
        complete(3, 0.999, 0.998);
        complete(4, 0.001, 0.002);
    }

    @Test
    void theNeediestComesFirstAndTheClearCasesNotAtAll() {
        list(request())
                .body("items.imageId", equalTo(List.of(image(2), image(0), image(1))))
                .body("items[0].reasons", equalTo(List.of("failed")))
                .body("items[0].need", is(1.0f))
                .body("items[0].byModel.failureCode", equalTo(java.util.Arrays.asList(null, "TRUNCATED")))
                .body("items[1].reasons", equalTo(List.of("disagree", "uncertain")))
                .body("items[1].byModel.positiveScore[0].toDouble()", closeTo(0.02, 1e-6))
                .body("items[1].label", nullValue())
                .body("items[2].reasons", equalTo(List.of("threshold", "uncertain")))
                .body("scope.jobs", is(12))
                .body("scope.truncated", is(false))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "reason, failed, 1",
        "reason, disagree, 1",
        "reason, uncertain, 2",
        "magnification, 40, 1",
        "magnification, 2.5, 0",
        "model, alexnet, 3",
        "model, vgg19, 0",
        "reviewed, true, 0",
        "reviewed, false, 3"
    })
    void everyFilterNarrows(String parameter, String value, int found) {
        list(request().queryParam(parameter, value)).body("items", hasSize(found));
    }

    @Test
    void aReviewBecomesTheLabelAndEndsTheCase() {
        given().contentType(ContentType.JSON)
                .body("{\"class\":\"malignant\",\"source\":\"pathologist-3\"}")
                .post("/v1/worklist/" + image(0) + "/review")
                .then()
                .statusCode(200)
                .body("reviewed", is(true))
                .body("label.label", equalTo("malignant"))
                .body("label.source", equalTo("pathologist-3"));

        list(request().queryParam("reviewed", true))
                .body("items.imageId", equalTo(List.of(image(0))))
                .body("items[0].label.class", equalTo("malignant"));
        list(request().queryParam("reviewed", false)).body("items.imageId", equalTo(List.of(image(2), image(1))));
    }

    @Test
    void aListSentAgainDoesNotUndoAReview() {
        String rows = "image_id,class\n" + image(0) + ",benign\n";
        given().contentType("text/csv").body(rows).put("/v1/labels").then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body("{\"class\":\"malignant\",\"source\":\"pathologist-3\"}")
                .post("/v1/worklist/" + image(0) + "/review");

        given().contentType("text/csv").body(rows).put("/v1/labels").then().body("changed", is(0));
        given().contentType("text/csv")
                .body(rows.replace("benign", "adenosis"))
                .put("/v1/labels")
                .then()
                .body("changed", is(1));

        list(request().queryParam("reviewed", true)).body("items", hasSize(0));
    }

    @Test
    void aWalkMeetsEveryCaseOnceWhateverIsReviewedOrArrivesMeanwhile() throws SQLException {
        List<String> met = new ArrayList<>();
        var first = list(request().queryParam("limit", 1).queryParam("reviewed", false))
                .extract();
        met.addAll(first.path("items.imageId"));
        given().contentType(ContentType.JSON)
                .body("{\"class\":\"malignant\",\"source\":\"pathologist-3\"}")
                .post("/v1/worklist/" + met.get(0) + "/review");
        complete(5, 0.01, 0.99);
        String cursor = first.path("next");
        while (cursor != null) {
            var page = list(request()
                            .queryParam("limit", 1)
                            .queryParam("reviewed", false)
                            .queryParam("cursor", cursor))
                    .extract();
            met.addAll(page.path("items.imageId"));
            cursor = page.path("next");
        }

        assertThat(met).containsExactly(image(2), image(0), image(1));
    }

    @Test
    void saysThatACursorIsNoLongerGood() {
        request()
                .queryParam("cursor", UUID.randomUUID() + ".3")
                .get("/v1/worklist")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"));
    }

    @Test
    void refusesAReviewThatSaysNothing() {
        given().contentType(ContentType.JSON)
                .body("{\"class\":\"\",\"source\":\"pathologist-3\"}")
                .post("/v1/worklist/" + image(0) + "/review")
                .then()
                .statusCode(422);
        given().contentType(ContentType.JSON)
                .body("{\"class\":\"malignant\",\"source\":\"pathologist-3\"}")
                .post("/v1/worklist/" + UUID.randomUUID() + "/review")
                .then()
                .statusCode(404);
    }

    @Test
    void downloadsTheWholeListAsCsv() {
        String csv = request()
                .accept("text/csv")
                .get("/v1/worklist")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(csv.lines()).hasSize(4);
        assertThat(csv).contains("alexnet@1.0.0=malignant:0.99;resnet34@1.0.0=TRUNCATED", "Research use only");
    }

    private RequestSpecification request() {
        return given().queryParam("dataset", batch.dataset());
    }

    private static ValidatableResponse list(RequestSpecification request) {
        return request.get("/v1/worklist").then().statusCode(200);
    }

    private String image(int number) {
        return batch.images().get(number).imageId().toString();
    }

    private void complete(int image, double alexnet, double resnet34) throws SQLException {
        complete(prediction(batch.job(batch.images().get(image), "alexnet"), alexnet));
        complete(prediction(batch.job(batch.images().get(image), "resnet34"), resnet34));
    }

    private void complete(JobOutcome outcome) throws SQLException {
        table.complete(List.of(JobRow.of(outcome)));
    }
}
