package io.histostream.results.query;

import static io.histostream.results.SampleMessages.TENANT;
import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.failure;
import static io.histostream.results.SampleMessages.jobs;
import static io.histostream.results.SampleMessages.prediction;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.results.batch.BatchTable;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class QueryIT {

    @Inject
    BatchTable batches;

    @Inject
    JobTable table;

    private BatchAccepted batch;
    private List<ImageJob> jobs;

    /** 21 images: jobs 0 to 9 are malignant with scores from 0.5, 10 to 18 benign, 19 failed, 20 only accepted. */
    @BeforeEach
    void post() throws SQLException {
        batch = batch(TENANT, "study-" + UUID.randomUUID(), Instant.now(), 21, "resnet34");
        jobs = jobs(batch);
        batches.accept(batch);
        for (int i = 0; i < 19; i++) {
            complete(prediction(jobs.get(i), i < 10 ? 0.5 + i / 20.0 : 0.1));
        }
        complete(failure(jobs.get(19), "=cmd|'/c calc'!A1, with a \"quote\",\r\nand a line"));
    }

    @ParameterizedTest
    @CsvSource({
        "label, malignant, 10",
        "label, benign, 9",
        "state, FAILED, 1",
        "state, ACCEPTED, 1",
        "state, SUCCEEDED, 19",
        "model, resnet34, 21",
        "model, alexnet, 0",
        "magnification, 40, 6",
        "magnification, 40.00, 6",
        "magnification, 2.5, 0",
        "patient, p-1, 7",
        "slide, slide-6, 3",
        "minScore, 0.9, 11",
        "maxScore, 0.5, 1",
        "from, 2020-01-01T00:00:00Z, 21",
        "to, 2020-01-01T00:00:00Z, 0"
    })
    void everyFilterNarrows(String parameter, String value, int found) {
        given().queryParam("batch", batch.batchId())
                .queryParam(parameter, value)
                .get("/v1/predictions")
                .then()
                .statusCode(200)
                .body("items", hasSize(found))
                .body("items.batchId", everyItem(equalTo(batch.batchId().toString())))
                .body("next", nullValue());
    }

    @Test
    void anItemHasEverythingThatItsOutcomeHad() {
        given().queryParam("dataset", batch.dataset())
                .queryParam("minScore", "0.95")
                .get("/v1/predictions")
                .then()
                .body("items", hasSize(1))
                .body("items[0].jobId", equalTo(jobs.get(9).jobId().toString()))
                .body("items[0].magnification", is(100))
                .body("items[0].score", is(0.95f))
                .body("items[0].scores[1].label", equalTo("malignant"))
                .body("items[0].provenance.executionProvider", equalTo("cpu"))
                .body("items[0].timings.computeMicros", is(4))
                .body("items[0].modelVersion", equalTo("1.0.0"))
                .body("items[0].submittedAt", notNullValue())
                .body("items[0].completedAt", notNullValue())
                .body("items[0].failureCode", nullValue());
    }

    @Test
    void theTenantStandsInEveryQuery() throws SQLException {
        BatchAccepted foreign = batch("other-lab", "secret", Instant.now(), 1, "resnet34");
        batches.accept(foreign);
        UUID image = foreign.images().get(0).imageId();

        given().queryParam("dataset", "secret").get("/v1/predictions").then().body("items", hasSize(0));
        given().get("/v1/batches/" + foreign.batchId()).then().statusCode(404);
        given().get("/v1/batches/" + foreign.batchId() + "/events").then().statusCode(404);
        given().get("/v1/images/" + image).then().statusCode(404);
        given().get("/batches/" + foreign.batchId()).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/predictions?bacth=1, 400, UNKNOWN_FIELD",
        "/v1/predictions?limit=0, 400, INVALID_REQUEST",
        "/v1/predictions?limit=1001, 400, INVALID_REQUEST",
        "/v1/predictions?cursor=AAAA, 400, INVALID_REQUEST",
        "/v1/predictions?patient=Jane%20Doe, 400, INVALID_REQUEST",
        "/v1/batches?limit=x, 400, INVALID_REQUEST",
        "/v1/batches?page=2, 400, UNKNOWN_FIELD",
        "/v1/batches/not-an-id, 404, NOT_FOUND",
        "/v1/batches/00000000-0000-8000-8000-000000000000, 404, NOT_FOUND",
        "/v1/batches/00000000-0000-8000-8000-000000000000/events, 404, NOT_FOUND",
        "/v1/images/00000000-0000-8000-8000-000000000000, 404, NOT_FOUND",
        "/v1/slides/nowhere, 404, NOT_FOUND",
        "/v1/patients/nobody, 404, NOT_FOUND",
        "/v1/patients/Jane%20Doe, 400, INVALID_REQUEST"
    })
    void whatIsWrongOrMissingIsAProblem(String path, int status, String code) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void aCursorIsGoodForItsOwnFilterOnly() {
        String next = given().queryParam("dataset", batch.dataset())
                .queryParam("limit", 3)
                .get("/v1/predictions")
                .then()
                .extract()
                .path("next");

        given().queryParam("cursor", next).get("/v1/predictions").then().statusCode(400);
        given().queryParam("cursor", next)
                .queryParam("dataset", batch.dataset())
                .get("/v1/predictions")
                .then()
                .statusCode(200)
                .body("items", hasSize(18));
    }

    @Test
    void csvIsWholeQuotedAndInert() {
        String csv = given().accept("text/csv")
                .queryParam("batch", batch.batchId())
                .get("/v1/predictions")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .header("Content-Disposition", containsString("research-use-only.csv"))
                .extract()
                .asString();

        assertThat(csv).contains("\r\n").startsWith("jobId,batchId,");
        List<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
        assertThat(rows).hasSize(21);
        assertThat(rows).allSatisfy(row -> assertThat(row.getField("notice")).isEqualTo("Research use only"));
        assertThat(rows)
                .extracting(row -> row.getField("failureDetail"))
                .contains("'=cmd|'/c calc'!A1, with a \"quote\",\r\nand a line");
    }

    @Test
    void ndjsonIsOneObjectPerLine() {
        String lines = given().accept("application/x-ndjson")
                .queryParam("batch", batch.batchId())
                .queryParam("state", "SUCCEEDED")
                .get("/v1/predictions")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(lines.lines())
                .hasSize(19)
                .allSatisfy(line -> assertThat(line).startsWith("{\"jobId\":").endsWith("}"));
    }

    @Test
    void viewsShowAllModelsSideBySideAndAggregate() {
        UUID image = batch.images().get(0).imageId();

        given().get("/v1/images/" + image)
                .then()
                .statusCode(200)
                .body("mediaType", equalTo("image/png"))
                .body("predictions", hasSize(1))
                .body("byModel[0].meanScore", is(0.5f));
        given().get("/v1/slides/slide-6").then().statusCode(200).body("images[0].slideId", equalTo("slide-6"));
        given().get("/v1/patients/p-1")
                .then()
                .statusCode(200)
                .body("byModel[0].model", notNullValue())
                .body("byModel[0].positiveLabel", equalTo("malignant"))
                .body("slides", notNullValue());
    }

    @Test
    void progressCountsByStateAndModel() {
        given().get("/v1/batches/" + batch.batchId())
                .then()
                .statusCode(200)
                .body("state", equalTo("RUNNING"))
                .body("jobs.total", is(21))
                .body("jobs.accepted", is(1))
                .body("jobs.succeeded", is(19))
                .body("jobs.failed", is(1))
                .body("byModel[0].failed", is(1))
                .body("completedAt", nullValue())
                .body("completed", nullValue());
        given().get("/v1/batches?limit=1").then().statusCode(200).body("items", hasSize(1));
    }

    @Test
    void pagesSayResearchUseOnlyAndEscape() throws SQLException {
        complete(failure(jobs.get(20), "<script>alert(1)</script>"));

        String overview = given().get("/").then().statusCode(200).extract().asString();
        String page = given().get("/batches/" + batch.batchId())
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(overview)
                .contains("Research use only", batch.dataset(), "&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(page).contains("Research use only", "malignant");
        given().get("/batches/" + batch.batchId() + "?cursor=x").then().statusCode(400);
        given().get("/batches/" + batch.batchId() + "/predictions.csv").then().statusCode(200);
    }

    @Test
    void theInterfaceDescribesEveryFilter() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/predictions'.get.parameters", hasSize(14))
                .body("paths.'/v1/batches/{id}'.get", notNullValue());
    }

    private void complete(JobOutcome outcome) throws SQLException {
        table.complete(List.of(JobRow.of(outcome)));
    }
}
