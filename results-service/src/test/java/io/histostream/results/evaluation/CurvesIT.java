package io.histostream.results.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.histostream.results.evaluation.StudyRows.Picture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CurvesIT {

    private static final Picture ONE = new Picture("one", "p1", 40);
    private static final Picture TWO = new Picture("two", "p2", 40);
    private static final Picture THREE = new Picture("three", "p3", 40);
    private static final Picture FOUR = new Picture("four", "p4", 40);

    /** Scores 0.9 and 0.4 are positive in truth, 0.6 and 0.2 are not. */
    private static String study() throws SQLException {
        try (StudyRows rows = new StudyRows()) {
            rows.says("vgg19", "1.0.0", ONE, 0.9).label(ONE, "malignant");
            rows.says("vgg19", "1.0.0", TWO, 0.6).label(TWO, "benign");
            rows.says("vgg19", "1.0.0", THREE, 0.4).label(THREE, "malignant");
            rows.says("vgg19", "1.0.0", FOUR, 0.2).label(FOUR, "benign");
            return rows.dataset;
        }
    }

    @Test
    void curvesAreWhatAHandDraws() throws SQLException {
        given().get("/v1/evaluations/curves?dataset=" + study() + "&model=vgg19&version=1.0.0")
                .then()
                .statusCode(200)
                .body("roc.points", hasSize(5))
                .body("roc.points[0].threshold", nullValue())
                .body("roc.points[1].truePositiveRate", is(0.5f))
                .body("roc.points[2].falsePositiveRate", is(0.5f))
                .body("roc.points[4].truePositiveRate", is(1.0f))
                .body("roc.auc.value", is(0.75f))
                .body("precisionRecall.points[1].precision", is(1.0f))
                .body("precisionRecall.points[3].recall", is(1.0f))
                .body("reliability.bins", hasSize(10))
                .body("reliability.bins.collect { it.count }.sum()", is(4))
                .body("confusion.truePositive", is(1))
                .body("leakGuard.state", equalTo("unverified"))
                .body("notice", equalTo("Research use only"));
    }

    @Test
    void whereThereIsNoCurveItSaysWhy() throws SQLException {
        String dataset;
        try (StudyRows rows = new StudyRows()) {
            rows.says("vgg19", "1.0.0", TWO, 0.6).label(TWO, "benign");
            dataset = rows.dataset;
        }

        given().get("/v1/evaluations/curves?dataset=" + dataset + "&model=vgg19&version=1.0.0")
                .then()
                .statusCode(200)
                .body("roc.undefined", equalTo("no image of the positive class"))
                .body("roc.points", hasSize(0))
                .body("precisionRecall.undefined", equalTo("no image of the positive class"))
                .body("roc.auc.undefined", equalTo("no image of the positive class"));
    }

    @Test
    void curvesAreOfOneVersionThatIsThere() throws SQLException {
        String dataset = study();

        given().get("/v1/evaluations/curves?dataset=" + dataset + "&model=vgg19")
                .then()
                .statusCode(400);
        given().get("/v1/evaluations/curves?dataset=" + dataset + "&model=vgg19&version=2.0.0")
                .then()
                .statusCode(404);
    }

    @Test
    void theGapIsWhatIsLostOnTheWay() throws SQLException {
        String from;
        try (StudyRows rows = new StudyRows()) {
            rows.says("vgg19", "1.0.0", ONE, 0.9).label(ONE, "malignant");
            rows.says("vgg19", "1.0.0", TWO, 0.1).label(TWO, "benign");
            from = rows.dataset;
        }

        JsonPath gap = given().get("/v1/evaluations/generalisation?from=" + from + "&to=" + study())
                .then()
                .statusCode(200)
                .body("rows", hasSize(1))
                .body("rows[0].from.metrics.accuracy.value", is(1.0f))
                .body("rows[0].to.metrics.accuracy.value", is(0.5f))
                .body("rows[0].difference.accuracy.value", is(-0.5f))
                .extract()
                .jsonPath();

        assertThat(gap.getDouble("rows[0].difference.accuracy.low"))
                .isLessThanOrEqualTo(gap.getDouble("rows[0].difference.accuracy.high"));
        given().get("/v1/evaluations/generalisation?from=" + from).then().statusCode(400);
    }

    @Test
    void theFinerClassesOfAModelCountAsTheirLabel() throws SQLException {
        String dataset;
        try (StudyRows rows = new StudyRows()) {
            String scores = "[{\"label\":\"normal\",\"score\":0.1},{\"label\":\"benign\",\"score\":0.2},"
                    + "{\"label\":\"in situ\",\"score\":0.3},{\"label\":\"invasive\",\"score\":0.4}]";
            rows.says("bach", "1", ONE, "in situ", scores).label(ONE, "malignant");
            rows.says("cats", "1", ONE, "cat", "[{\"label\":\"cat\",\"score\":1}]");
            dataset = rows.dataset;
        }

        JsonPath table = given().get("/v1/evaluations?dataset=" + dataset)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(table.getDouble("rows.find { it.model == 'bach' }.metrics.brier.value"))
                .isCloseTo(0.09, within(1e-6));
        assertThat(table.getInt("rows.find { it.model == 'bach' }.confusion.truePositive"))
                .isEqualTo(1);
        assertThat(List.of(table.getString("rows.find { it.model == 'cats' }.metrics.accuracy.undefined")))
                .containsExactly("no label of the model means malignant");
    }
}
