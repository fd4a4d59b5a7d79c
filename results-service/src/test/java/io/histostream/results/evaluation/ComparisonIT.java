package io.histostream.results.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.histostream.results.evaluation.StudyRows.Picture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten malignant and ten benign images: the first alone is right on six, the second alone on one. */
@QuarkusTest
class ComparisonIT {

    private static final String BAD_VERSION = "=cmd|' calc'!A0";

    private String dataset;

    @BeforeEach
    void post() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            dataset = rows.dataset;
            for (int i = 0; i < 20; i++) {
                boolean malignant = i < 10;
                Picture picture = new Picture("image-" + i, "p-" + i, 40);
                rows.label(picture, malignant ? "malignant" : "benign");
                rows.says("first", "1", picture, score(malignant, i != 6, i));
                rows.says("second", "1", picture, score(malignant, i > 5, i));
            }
            // Only one of them has an opinion of this one: it is no pair.
            Picture alone = new Picture("alone", "p-0", 40);
            rows.says("first", "1", alone, 0.9).label(alone, "malignant");
            rows.card("first", "1", StudyRows.trainedOn()).card("second", "1", StudyRows.trainedOn());
        }
    }

    private static double score(boolean malignant, boolean right, int i) {
        double sure = right ? 0.7 + i / 100.0 : 0.1;
        return malignant ? sure : 1 - sure;
    }

    @Test
    void theTestsAreWhatAHandComputes() {
        given().get("/v1/comparisons?dataset=" + dataset + "&first=first@1&second=second@1")
                .then()
                .statusCode(200)
                .body("first.model", equalTo("first"))
                .body("rows.magnification", contains(40, null))
                .body("rows[1].images", is(20))
                .body("rows[1].mcnemar.onlyFirstRight", is(6))
                .body("rows[1].mcnemar.onlySecondRight", is(1))
                .body("rows[1].mcnemar.p.value", is(0.125f))
                .body("rows[1].holm.mcnemar.value", is(0.25f))
                .body("rows[1].accuracyDifference.value", is(0.25f))
                .body("rows[1].wilcoxon.p.undefined", equalTo("not both models are cross-validated"))
                .body("rows[1].leakGuard.state", equalTo("clean"))
                .body("family", containsString("rows of this pair"));
    }

    @Test
    void theDifferenceLiesWithinItsIntervalAndTheOtherWayRoundItIsMirrored() {
        JsonPath there = pair("first", "second", "");
        JsonPath back = pair("second", "first", "");

        assertThat(there.getDouble("rows[1].accuracyDifference.low")).isLessThan(0.25);
        assertThat(there.getDouble("rows[1].accuracyDifference.high")).isGreaterThan(0.25);
        assertThat(back.getDouble("rows[1].accuracyDifference.value")).isEqualTo(-0.25);
        assertThat(back.getDouble("rows[1].delong.p.value")).isEqualTo(there.getDouble("rows[1].delong.p.value"));
    }

    @Test
    void disagreementsArePagedWithoutLossOrRepetition() {
        List<String> met = new ArrayList<>();
        List<String> right = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = pair("first", "second", "&limit=3" + cursor);
            met.addAll(page.getList("disagreements.items.imageId", String.class));
            right.addAll(page.getList("disagreements.items.right", String.class));
            String next = page.getString("disagreements.next");
            cursor = next == null ? null : "&cursor=" + next;
        } while (cursor != null);

        assertThat(met).hasSize(7).doesNotHaveDuplicates();
        assertThat(right).containsOnly("first", "second");
        assertThat(right.stream().filter("second"::equals)).hasSize(1);
    }

    @Test
    void everyPairIsListedAndCorrectedOverAll() throws SQLException {
        try (StudyRows rows = new StudyRows(dataset)) {
            for (int i = 0; i < 20; i++) {
                rows.says("third", "1", new Picture("image-" + i, "p-" + i, 40), score(i < 10, i > 5, i));
            }
            rows.card("third", "1", StudyRows.trainedOn());
        }

        given().get("/v1/comparisons?dataset=" + dataset)
                .then()
                .statusCode(200)
                .body("pairs", hasSize(3))
                .body("pairs.first.model", contains("first", "first", "second"))
                .body("pairs.second.model", contains("second", "third", "third"))
                .body("pairs.collect { it.rows[0].holm.mcnemar.value }", contains(0.375f, 0.375f, 1.0f))
                .body("pairs[2].rows[0].delong.p.undefined", containsString("no variance"))
                .body("family", containsString("all pairs"));
    }

    @Test
    void csvHasNegativeNumbersAndNoFormulas() throws SQLException {
        try (StudyRows rows = new StudyRows(dataset)) {
            rows.says("second", BAD_VERSION, new Picture("image-0", "p-0", 40), 0.9);
        }

        List<NamedCsvRecord> pair = csv("/v1/comparisons?dataset=" + dataset + "&first=second@1&second=first@1");
        List<NamedCsvRecord> table = csv("/v1/evaluations?dataset=" + dataset);

        assertThat(pair.get(1).getField("accuracyDifference")).isEqualTo("-0.25");
        assertThat(pair.get(1).getField("wilcoxonPNote")).isEqualTo("undefined: not both models are cross-validated");
        assertThat(table).extracting(row -> row.getField("version")).contains("'" + BAD_VERSION);
        assertThat(table).allSatisfy(row -> assertThat(row.getField("notice")).isEqualTo("Research use only"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&first=first@1", "&first=first&second=second@1", "&first=first@1&second=first@1", "&x=1"})
    void aWrongQuestionIsRefused(String more) {
        given().get("/v1/comparisons?dataset=" + dataset + more).then().statusCode(400);
    }

    @Test
    void aModelThatIsNotThereIsNotFound() {
        given().get("/v1/comparisons?dataset=" + dataset + "&first=first@1&second=nobody@1")
                .then()
                .statusCode(404);
    }

    private JsonPath pair(String first, String second, String more) {
        return given().get(
                        "/v1/comparisons?dataset=" + dataset + "&first=" + first + "@1&second=" + second + "@1" + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
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
