package io.histostream.results.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.histostream.results.evaluation.StudyRows.Picture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EvaluationIT {

    private static final double EXACT = 1e-12;

    private static final Picture POSITIVE_1 = new Picture("positive-1", "p1", 40);
    private static final Picture POSITIVE_2 = new Picture("positive-2", "p1", 100);
    private static final Picture NEGATIVE_1 = new Picture("negative-1", "p2", 40);
    private static final Picture NEGATIVE_2 = new Picture("negative-2", "p2", 100);
    private static final Picture POSITIVE_3 = new Picture("positive-3", "p3", 40);
    private static final Picture NEGATIVE_3 = new Picture("negative-3", "p4", 40);
    private static final Picture BROKEN = new Picture("broken", "p4", 40);
    private static final Picture WAITING = new Picture("waiting", "p4", 40);
    private static final Picture UNLABELLED = new Picture("unlabelled", "p4", 40);

    private String dataset;

    /** Two of three positives and two of three negatives are called right; AUC 8/9. */
    @BeforeEach
    void post() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            dataset = rows.dataset;
            rows.says("resnet34", "1.0.0", POSITIVE_1, 0.1);
            rows.says("resnet34", "1.0.0", POSITIVE_1, 0.9);
            rows.fails("resnet34", "1.0.0", POSITIVE_1);
            rows.says("resnet34", "1.0.0", POSITIVE_2, 0.4);
            rows.says("resnet34", "1.0.0", NEGATIVE_1, 0.2);
            rows.says("resnet34", "1.0.0", NEGATIVE_2, 0.6);
            rows.says("resnet34", "1.0.0", POSITIVE_3, 0.8);
            rows.says("resnet34", "1.0.0", NEGATIVE_3, 0.1);
            rows.fails("resnet34", "1.0.0", BROKEN);
            rows.waits("resnet34", WAITING);
            rows.says("resnet34", "1.0.0", UNLABELLED, 0.7);
            for (Picture positive : List.of(POSITIVE_1, POSITIVE_2, POSITIVE_3, WAITING)) {
                rows.label(positive, "malignant");
            }
            for (Picture negative : List.of(NEGATIVE_1, NEGATIVE_2, NEGATIVE_3, BROKEN)) {
                rows.label(negative, "benign");
            }
            rows.card("resnet34", "1.0.0", StudyRows.trainedOn("another"));
        }
    }

    @Test
    void everyFigureIsWhatAHandComputes() {
        JsonPath table = table("dataset", dataset);

        Map<String, Object> all = table.getMap("rows.find { it.magnification == null }");
        assertThat(all).containsEntry("model", "resnet34").containsEntry("version", "1.0.0");
        assertThat(all).containsEntry("images", 6).containsEntry("patients", 4);
        assertThat(all).containsEntry("positive", 3).containsEntry("negative", 3);
        assertThat(all).containsEntry("failed", 1).containsEntry("missing", 1);
        assertThat(all)
                .containsEntry(
                        "confusion",
                        Map.of("truePositive", 2, "falsePositive", 1, "trueNegative", 2, "falseNegative", 1));
        assertThat(value(table, "accuracy")).isEqualTo(4.0 / 6);
        assertThat(value(table, "precision")).isEqualTo(2.0 / 3);
        assertThat(value(table, "recall")).isEqualTo(2.0 / 3);
        assertThat(value(table, "specificity")).isEqualTo(2.0 / 3);
        assertThat(value(table, "f1")).isEqualTo(2.0 / 3);
        assertThat(value(table, "auc")).isCloseTo(8.0 / 9, within(EXACT));
        assertThat(value(table, "averagePrecision")).isCloseTo((1 + 1 + 0.75) / 3, within(EXACT));
        assertThat(value(table, "brier")).isCloseTo(0.82 / 6, within(EXACT));
        assertThat(value(table, "patientRecognition")).isEqualTo(0.75);
        assertThat(table.getString("positiveLabel")).isEqualTo("malignant");
        assertThat(table.getInt("images")).isEqualTo(9);
        assertThat(table.getInt("labelled")).isEqualTo(8);
        assertThat(table.getString("notice")).isEqualTo("Research use only");
    }

    @Test
    void aRowStandsForEachMagnificationAndOneForAll() {
        get("dataset", dataset)
                .then()
                .statusCode(200)
                .body("rows.magnification", contains(40, 100, null))
                .body("rows.images", contains(4, 2, 6))
                .body("rows.leakGuard.state", everyItem(equalTo("clean")))
                .body("rows.crossValidated", everyItem(is(false)))
                .body("rows[1].metrics.auc.value", closeTo(0, EXACT))
                .body("rows[0].digest", equalTo(StudyRows.digest("resnet34", "1.0.0")))
                .body("rows[0].temperature.card", closeTo(1.25, EXACT));
        get("dataset", dataset, "magnification", "100").then().body("rows.magnification", contains(100));
    }

    @Test
    void intervalsAreTheSameForTheSameSeed() {
        JsonPath first = table("dataset", dataset, "seed", "7", "resamples", "200");
        JsonPath other = table("dataset", dataset, "seed", "7", "resamples", "200", "model", "resnet34");

        assertThat(first.getMap("rows[2].metrics"))
                .isEqualTo(other.getMap("rows[2].metrics"))
                .isNotEmpty();
        assertThat((Double) first.get("rows[2].metrics.accuracy.low"))
                .isLessThan(first.get("rows[2].metrics.accuracy.high"));
        assertThat(first.getMap("bootstrap"))
                .containsEntry("resamples", 200)
                .containsEntry("seed", 7)
                .containsEntry("unit", "patient");
    }

    @Test
    void withoutResamplesAFigureSaysWhyItHasNoInterval() {
        get("dataset", dataset, "resamples", "0")
                .then()
                .body("rows[2].metrics.accuracy.noInterval", equalTo("no resamples were asked for"))
                .body("rows[2].metrics.accuracy", not(hasKey("low")));
    }

    @Test
    void aPatientIsJudgedByTheMeanOfItsScores() {
        get("dataset", dataset, "level", "patient", "magnification", "40")
                .then()
                .statusCode(200)
                .body("level", equalTo("patient"));
        get("dataset", dataset, "level", "patient")
                .then()
                .body("rows[2].confusion.truePositive", is(2))
                .body("rows[2].confusion.trueNegative", is(2))
                .body("rows[2].positive", is(2))
                .body("rows[2].images", is(6))
                .body("rows[2].mixedPatients", is(0))
                .body("rows[2].metrics.accuracy.value", closeTo(1, EXACT))
                .body("rows[2].metrics.patientRecognition.value", closeTo(0.75, EXACT));
    }

    @Test
    void aSingleClassLeavesWhatNeedsBothUndefined() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            rows.says("resnet34", "1.0.0", POSITIVE_1, 0.9).label(POSITIVE_1, "malignant");
            rows.says("resnet34", "1.0.0", POSITIVE_3, 0.2).label(POSITIVE_3, "malignant");
            dataset = rows.dataset;
        }

        get("dataset", dataset, "magnification", "40")
                .then()
                .body("rows[0].metrics.auc.undefined", equalTo("no image of the negative class"))
                .body("rows[0].metrics.auc", not(hasKey("value")))
                .body("rows[0].metrics.specificity.undefined", notNullValue())
                .body("rows[0].metrics.recall.value", closeTo(0.5, EXACT))
                .body("rows[0].temperature.suggested.undefined", notNullValue());
    }

    @Test
    void onePatientHasFiguresButNoIntervals() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            rows.says("resnet34", "1.0.0", POSITIVE_1, 0.9).label(POSITIVE_1, "malignant");
            rows.says("resnet34", "1.0.0", POSITIVE_2, 0.2).label(POSITIVE_2, "malignant");
            dataset = rows.dataset;
        }

        get("dataset", dataset)
                .then()
                .body("rows[2].metrics.accuracy.value", closeTo(0.5, EXACT))
                .body("rows[2].metrics.accuracy.noInterval", notNullValue())
                .body("rows[2].metrics.accuracy", not(hasKey("low")));
    }

    @Test
    void aDataSetWithoutLabelsHasRowsWithoutFigures() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            rows.says("resnet34", "1.0.0", POSITIVE_1, 0.9);
            dataset = rows.dataset;
        }

        get("dataset", dataset)
                .then()
                .statusCode(200)
                .body("images", is(1))
                .body("labelled", is(0))
                .body("rows", hasSize(1))
                .body("rows[0].metrics.accuracy.undefined", equalTo("no image"));
    }

    @Test
    void anUnknownDataSetIsEmpty() {
        get("dataset", "nowhere").then().statusCode(200).body("images", is(0)).body("rows", hasSize(0));
    }

    @Test
    void aBatchIsEvaluatedToo() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            rows.says("resnet34", "1.0.0", POSITIVE_1, 0.9).label(POSITIVE_1, "malignant");
            dataset = rows.batch.toString();
        }

        get("batch", dataset)
                .then()
                .statusCode(200)
                .body("batch", equalTo(dataset))
                .body("dataset", nullValue())
                .body("rows[1].images", is(1));
    }

    @Test
    void aNewLabelChangesTheTable() throws SQLException {
        JsonPath before = table("dataset", dataset, "resamples", "0");
        try (StudyRows rows = new StudyRows(dataset)) {
            rows.label(UNLABELLED, "malignant");
        }

        await().untilAsserted(() -> assertThat(
                        table("dataset", dataset, "resamples", "0").getInt("labelled"))
                .isEqualTo(before.getInt("labelled") + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataset=a&batch=00000000-0000-8000-8000-000000000000",
                "model=resnet34",
                "dataset=a&version=1.0.0",
                "dataset=a&level=slide",
                "dataset=a&contaminated=REPORT",
                "dataset=a&resamples=1000000",
                "dataset=a&magnification=many",
                "dataset=a&models=resnet34"
            })
    void aWrongQuestionIsRefused(String query) {
        given().get("/v1/evaluations?" + query).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void theInterfaceDescribesEveryParameter() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/evaluations'.get.parameters", hasSize(9))
                .body("paths.'/v1/evaluations/curves'.get.parameters", hasSize(8))
                .body("paths.'/v1/evaluations/generalisation'.get.parameters", hasSize(8))
                .body("paths.'/v1/comparisons'.get.parameters", hasSize(10));
    }

    private static double value(JsonPath table, String metric) {
        return table.get("rows.find { it.magnification == null }.metrics." + metric + ".value");
    }

    private static JsonPath table(String... parameters) {
        return get(parameters)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(NumberReturnType.DOUBLE));
    }

    private static Response get(String... parameters) {
        RequestSpecification request = given().config(RestAssuredConfig.config()
                .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)));
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/v1/evaluations");
    }
}
