package io.histostream.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.demo.Throughput;
import io.histostream.contracts.LabelScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTableTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, String> TRUTH = Map.of("a", "benign", "b", "malignant", "c", "malignant");

    @Test
    void countsWhatIsRightByModelAndMagnification() {
        List<PredictionRow> rows =
                List.of(row("a", 40, "1.0.0", 0.1, 1), row("b", 40, "1.0.0", 0.2, 2), failed("c", 100, 3));

        assertThat(table(rows).table(Metric.ACCURACY, Throughput.COLUMN).lines("-"))
                .containsExactly(
                        "accuracy    40x  100x    all  images  failed  images/s",
                        "------------------------------------------------------",
                        "resnet34  0.500     -  0.500       3       1       1.0");
    }

    @Test
    void ordersByTheScoreOfThePositiveLabel() {
        List<PredictionRow> rows =
                List.of(row("a", 40, "1.0.0", 0.1, 1), row("b", 40, "1.0.0", 0.2, 2), row("c", 40, "1.0.0", 0.05, 3));

        assertThat(table(rows).table(Metric.AUC).lines("-"))
                .containsExactly(
                        "AUC         40x    all  images  failed",
                        "--------------------------------------",
                        "resnet34  0.500  0.500       3       0");
    }

    @Test
    void keepsVersionsApartWhereThereAreSeveral() {
        List<PredictionRow> rows = List.of(row("b", 40, "1.0.0", 0.9, 1), row("b", 40, "1.1.0", 0.1, 2));

        assertThat(table(rows).table(Metric.F1).lines("-"))
                .containsExactly(
                        "F1                40x    all  images  failed",
                        "--------------------------------------------",
                        "resnet34 1.0.0  1.000  1.000       1       0",
                        "resnet34 1.1.0  0.000  0.000       1       0");
    }

    @Test
    void countsAnImageThatWasPostedTwiceOnceByItsLatestPrediction() {
        List<PredictionRow> newestFirst = List.of(
                row("a", 40, "1.0.0", 0.9, 3), row("a", 40, "1.0.0", 0.1, 1), row("unlabelled", 40, "1.0.0", 0.1, 1));

        assertThat(LatestPredictions.of(newestFirst, Set.of("a"))).containsExactly(newestFirst.get(0));
    }

    private static EvaluationTable table(List<PredictionRow> rows) {
        return new EvaluationTable(TRUTH, rows, "malignant");
    }

    private static PredictionRow row(String sha256, int magnification, String version, double malignant, int second) {
        String label = malignant >= 0.5 ? "malignant" : "benign";
        List<LabelScore> scores =
                List.of(new LabelScore("benign", 1 - malignant), new LabelScore("malignant", malignant));
        return row(sha256, magnification, version, "SUCCEEDED", label, scores, second);
    }

    private static PredictionRow failed(String sha256, int magnification, int second) {
        return row(sha256, magnification, "1.0.0", "FAILED", null, null, second);
    }

    private static PredictionRow row(
            String sha256,
            int magnification,
            String version,
            String state,
            String label,
            List<LabelScore> scores,
            int second) {
        return new PredictionRow(
                "job",
                "batch",
                "image",
                sha256,
                null,
                null,
                BigDecimal.valueOf(magnification),
                "resnet34",
                version,
                state,
                label,
                null,
                scores,
                null,
                null,
                START,
                START.plusSeconds(second),
                null,
                null,
                null);
    }
}
