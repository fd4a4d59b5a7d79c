package io.histostream.results.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.histostream.results.evaluation.StudyRows.Picture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two versions of one model. The leaky one was split by image: it has other images of the very patients by heart, and calls
 * all rightly. The honest one never saw these patients, and guesses.
 */
@QuarkusTest
class LeakGuardIT {

    private static final String LEAKY = "1.0.0-leaky";
    private static final String HONEST = "1.0.0";
    private static final int PATIENTS = 8;

    private final String model = "memory-" + System.nanoTime();
    private final List<Picture> pictures = new ArrayList<>();
    private String dataset;

    @BeforeEach
    void post() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            dataset = rows.dataset;
            for (int i = 0; i < 4 * PATIENTS; i++) {
                boolean malignant = i % 2 == 0;
                boolean honestlyMalignant = i % 4 < 2;
                Picture picture = new Picture("image-" + i, "p-" + i % PATIENTS, 40);
                pictures.add(picture);
                rows.label(picture, malignant ? "malignant" : "benign");
                rows.says(model, LEAKY, picture, malignant ? 0.99 : 0.01);
                rows.says(model, HONEST, picture, honestlyMalignant ? 0.6 : 0.4);
            }
            List<String> patients =
                    pictures.stream().map(Picture::patient).distinct().toList();
            rows.card(
                    model,
                    LEAKY,
                    "{\"leaky\":true,\"trainPatients\":%s,\"validationPatients\":[],\"heldOutPatients\":%s}"
                            .formatted(
                                    StudyRows.digests(patients.subList(0, 4)),
                                    StudyRows.digests(patients.subList(4, 8))));
            rows.card(model, HONEST, StudyRows.trainedOn("somebody", "else"));
        }
    }

    @Test
    void theLeakySplitReportsHighAccuracyOnlyUnderContaminated() {
        table("contaminated=report")
                .statusCode(200)
                .body(
                        "rows.findAll { it.version == '" + LEAKY + "' }.leakGuard.state",
                        everyItem(equalTo("contaminated")))
                .body("rows.findAll { it.version == '" + LEAKY + "' }.leakGuard.patients", hasItem(PATIENTS))
                .body("rows.findAll { it.version == '" + LEAKY + "' }.metrics.accuracy.value", everyItem(is(1.0f)))
                .body("rows.findAll { it.version == '" + HONEST + "' }.leakGuard.state", everyItem(equalTo("clean")))
                .body("rows.findAll { it.version == '" + HONEST + "' }.metrics.accuracy.value", everyItem(is(0.5f)));
    }

    @Test
    void byDefaultTheLeakySplitIsRefusedAndTheHonestOneIsNot() {
        table("")
                .statusCode(200)
                .body("rows", hasSize(4))
                .body("rows.findAll { it.version == '" + LEAKY + "' }.leakGuard.state", everyItem(equalTo("refused")))
                .body("rows.findAll { it.version == '" + LEAKY + "' }", everyItem(not(hasKey("metrics"))))
                .body("rows.findAll { it.version == '" + LEAKY + "' }", everyItem(not(hasKey("confusion"))))
                .body("rows.findAll { it.version == '" + HONEST + "' }.metrics.accuracy.value", everyItem(is(0.5f)));
    }

    @Test
    void aTableOfItAloneIsAProblem() {
        String table = "/v1/evaluations?dataset=" + dataset + "&model=" + model + "&version=" + LEAKY;

        problem(table);
        given().accept("text/csv").get(table).then().statusCode(409);
    }

    @Test
    void itsCurvesAreAProblem() {
        String curves = "/v1/evaluations/curves?dataset=" + dataset + "&model=" + model + "&version=";

        problem(curves + LEAKY);
        given().get(curves + HONEST).then().statusCode(200).body("leakGuard.state", equalTo("clean"));
    }

    @Test
    void itsGeneralisationIsAProblem() {
        problem("/v1/evaluations/generalisation?from=" + dataset + "&to=" + dataset + "&model=" + model + "&version="
                + LEAKY);
    }

    @Test
    void itsComparisonIsAProblem() {
        problem("/v1/comparisons?dataset=" + dataset + "&first=" + model + "@" + LEAKY + "&second=" + model + "@"
                + HONEST);
    }

    @Test
    void everyOutputSaysContaminated() {
        String asked = "&contaminated=report&model=" + model + "&version=" + LEAKY;

        given().get("/v1/evaluations/curves?dataset=" + dataset + asked)
                .then()
                .statusCode(200)
                .body("leakGuard.state", equalTo("contaminated"))
                .body("roc.auc.value", is(1.0f));
        given().get("/v1/evaluations/generalisation?from=" + dataset + "&to=" + dataset + asked)
                .then()
                .statusCode(200)
                .body("rows[0].from.leakGuard.state", equalTo("contaminated"))
                .body("rows[0].to.leakGuard.state", equalTo("contaminated"));
        given().get("/v1/comparisons?dataset=" + dataset + "&contaminated=report")
                .then()
                .statusCode(200)
                .body("pairs[0].rows[0].leakGuard.state", equalTo("contaminated"))
                .body("pairs[0].rows[0].leakGuard.detail", containsString("Contaminated"));
        assertThat(csv("/v1/evaluations?dataset=" + dataset + "&contaminated=report"))
                .filteredOn(row -> row.getField("version").equals(LEAKY))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.getField("contaminated")).isEqualTo("true");
                    assertThat(row.getField("leakGuard")).isEqualTo("contaminated");
                    assertThat(row.getField("accuracy")).isEqualTo("1.0");
                    assertThat(row.getField("notice")).isEqualTo("Research use only");
                });
        assertThat(csv("/v1/comparisons?dataset=" + dataset + "&contaminated=report"))
                .allSatisfy(row -> assertThat(row.getField("contaminated")).isEqualTo("true"));
    }

    @Test
    void aRefusedRowHasNoFigureInCsvAndInPairs() {
        assertThat(csv("/v1/evaluations?dataset=" + dataset))
                .filteredOn(row -> row.getField("version").equals(LEAKY))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.getField("leakGuard")).isEqualTo("refused");
                    assertThat(row.getField("accuracy")).isEmpty();
                    assertThat(row.getField("truePositive")).isEmpty();
                });
        given().get("/v1/comparisons?dataset=" + dataset)
                .then()
                .statusCode(200)
                .body("pairs", hasSize(1))
                .body("pairs[0].rows[0].leakGuard.state", equalTo("refused"))
                .body("pairs[0].rows[0]", not(hasKey("mcnemar")))
                .body("pairs[0].rows[0]", not(hasKey("accuracyDifference")));
    }

    /** A few patients are known, by training or by validation; the others make an honest figure. */
    @Test
    void excludedPatientsAreLeftOutAndCounted() throws SQLException {
        try (StudyRows rows = new StudyRows(dataset)) {
            rows.card(
                    model,
                    LEAKY,
                    "{\"trainPatients\":%s,\"validationPatients\":[\"p-2\"]}"
                            .formatted(StudyRows.digests(List.of("p-0", "p-1"))));
        }

        given().get("/v1/evaluations?dataset=" + dataset + "&contaminated=exclude&model=" + model + "&version=" + LEAKY)
                .then()
                .statusCode(200)
                .body("rows[1].leakGuard.state", equalTo("excluded"))
                .body("rows[1].leakGuard.patients", is(3))
                .body("rows[1].patients", is(5))
                .body("rows[1].images", is(20));
    }

    @Test
    void whatNobodyCanTellIsUnverified() throws SQLException {
        try (StudyRows rows = new StudyRows(dataset)) {
            rows.says(model, "0.1.0", pictures.get(0), 0.9);
            rows.card(model, "0.2.0", "{\"protocol\":\"not told\"}");
            rows.says(model, "0.2.0", pictures.get(0), 0.9);
            Picture nobody = new Picture("nobody", null, 40);
            rows.says(model, HONEST, nobody, 0.9).label(nobody, "malignant");
        }

        table("")
                .statusCode(200)
                .body("rows.find { it.version == '0.1.0' }.leakGuard.state", equalTo("unverified"))
                .body("rows.find { it.version == '0.1.0' }.leakGuard.detail", containsString("no model card is known"))
                .body("rows.find { it.version == '0.2.0' }.leakGuard.state", equalTo("unverified"))
                .body("rows.find { it.version == '0.2.0' }.leakGuard.detail", containsString("does not list"))
                .body("rows.find { it.version == '" + HONEST + "' }.leakGuard.state", equalTo("unverified"))
                .body(
                        "rows.find { it.version == '" + HONEST + "' }.leakGuard.detail",
                        containsString("1 images have no patient"))
                .body("rows.find { it.version == '" + HONEST + "' }.withoutPatient", is(1));
    }

    private static void problem(String address) {
        given().get(address)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("CONTAMINATED"))
                .body("detail", containsString(PATIENTS + " of " + PATIENTS + " patients"));
    }

    private ValidatableResponse table(String more) {
        return given().get("/v1/evaluations?dataset=" + dataset + "&" + more).then();
    }

    private static List<NamedCsvRecord> csv(String address) {
        String text = given().accept("text/csv")
                .get(address)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
    }
}
