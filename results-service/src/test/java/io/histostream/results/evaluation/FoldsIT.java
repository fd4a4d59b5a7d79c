package io.histostream.results.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.histostream.results.evaluation.StudyRows.Picture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two folds: each version is right on the patients that it knows, and only partly on those that it held out. */
@QuarkusTest
class FoldsIT {

    private static final Picture A = new Picture("a", "patient-a", 40);
    private static final Picture B = new Picture("b", "patient-b", 40);
    private static final Picture C = new Picture("c", "patient-c", 40);
    private static final Picture D = new Picture("d", "patient-d", 40);
    private static final Picture NEW = new Picture("new", "patient-new", 40);

    private final String model = "folded-" + System.nanoTime();
    private final String other = "other-" + System.nanoTime();
    private String dataset;

    @BeforeEach
    void post() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            dataset = rows.dataset;
            rows.label(A, "malignant").label(B, "benign").label(C, "malignant").label(D, "benign");
            rows.label(NEW, "malignant");
            for (String name : List.of(model, other)) {
                card(rows, name, 0, List.of("patient-a", "patient-b"), List.of("patient-c", "patient-d"));
                card(rows, name, 1, List.of("patient-c", "patient-d"), List.of("patient-a", "patient-b"));
                says(rows, name, 0, 0.9, 0.2, 0.99, 0.01);
                says(rows, name, 1, 0.99, 0.01, 0.3, 0.1);
            }
        }
    }

    private static void card(StudyRows rows, String name, int fold, List<String> heldOut, List<String> trained)
            throws SQLException {
        rows.card(
                name,
                "1.0.0-fold" + fold,
                "{\"trainPatients\":%s,\"validationPatients\":[],\"heldOutPatients\":%s,\"crossValidation\":{\"fold\":%d,\"folds\":2}}"
                        .formatted(StudyRows.digests(trained), StudyRows.digests(heldOut), fold));
    }

    private static void says(StudyRows rows, String name, int fold, double a, double b, double c, double d)
            throws SQLException {
        String version = "1.0.0-fold" + fold;
        rows.says(name, version, A, a).says(name, version, B, b);
        rows.says(name, version, C, c).says(name, version, D, d).says(name, version, NEW, 0.9);
    }

    @Test
    void eachPatientIsJudgedByTheVersionThatHeldItOut() {
        JsonPath table = given().get("/v1/evaluations?dataset=" + dataset + "&model=" + model + "&magnification=40")
                .then()
                .statusCode(200)
                .body("rows.version", contains("1.0.0", "1.0.0-fold0", "1.0.0-fold1"))
                .body("rows.crossValidated", contains(true, false, false))
                .body("rows.leakGuard.state", contains("clean", "refused", "refused"))
                .body("rows[0].images", is(4))
                .body("rows[0].metrics.accuracy.value", is(0.75f))
                .body("rows[0].folds.count", is(2))
                .body("rows[0].folds.byFold.fold", contains(0, 1))
                .body("rows[0].folds.byFold.version", contains("1.0.0-fold0", "1.0.0-fold1"))
                .body("rows[0].folds.byFold.patients", contains(2, 2))
                .body("rows[0].folds.byFold.metrics.accuracy.value", contains(1.0f, 0.5f))
                .body("rows[0].folds.mean.accuracy.value", is(0.75f))
                .body("rows[0].folds.notHeldOutPatients", is(1))
                .body("rows[0].folds.notHeldOutImages", is(1))
                .extract()
                .jsonPath();

        assertThat(table.getDouble("rows[0].folds.standardDeviation.accuracy.value"))
                .isCloseTo(Math.sqrt(0.125), within(1e-6));
    }

    @Test
    void aFoldAloneIsJudgedOnlyOnWhomItHadNotSeen() {
        given().get("/v1/evaluations?dataset=" + dataset + "&model=" + model
                        + "&version=1.0.0-fold0&magnification=40&contaminated=exclude")
                .then()
                .statusCode(200)
                .body("rows", hasSize(1))
                .body("rows[0].leakGuard.state", equalTo("excluded"))
                .body("rows[0].leakGuard.patients", is(2))
                .body("rows[0].images", is(3));
        given().get("/v1/evaluations?dataset=" + dataset + "&model=" + model + "&version=1.0.0-fold0")
                .then()
                .statusCode(409);
    }

    @Test
    void aPatientThatAFoldHeldOutAndKnowsAllTheSameIsRefused() throws SQLException {
        try (StudyRows rows = new StudyRows(dataset)) {
            card(rows, model, 0, List.of("patient-a", "patient-b"), List.of("patient-a", "patient-c", "patient-d"));
        }

        given().get("/v1/evaluations?dataset=" + dataset + "&model=" + model + "&version=1.0.0")
                .then()
                .statusCode(409);
    }

    @Test
    void modelsWithTheSameFoldsArePairedFoldByFold() {
        given().get("/v1/comparisons?dataset=" + dataset)
                .then()
                .statusCode(200)
                .body("contestants", hasSize(2))
                .body("contestants.crossValidated", everyItem(is(true)))
                .body("pairs", hasSize(1))
                .body("pairs[0].rows[0].images", is(4))
                .body("pairs[0].rows[0].wilcoxon.folds", is(2))
                .body("pairs[0].rows[0].mcnemar.p.value", is(1.0f));
    }

    @Test
    void aFoldWithoutImagesLeavesTheMeanUndefined() throws SQLException {
        try (StudyRows rows = new StudyRows(dataset)) {
            rows.says(model, "1.0.0-fold0", new Picture("extra", "patient-a", 400), 0.9);
            rows.label(new Picture("extra", "patient-a", 400), "malignant");
        }

        given().get("/v1/evaluations?dataset=" + dataset + "&model=" + model + "&magnification=400")
                .then()
                .statusCode(200)
                .body("rows.find { it.crossValidated }.images", is(1))
                .body(
                        "rows.find { it.crossValidated }.folds.mean.accuracy.undefined",
                        equalTo("undefined in 1 of 2 folds"));
    }
}
