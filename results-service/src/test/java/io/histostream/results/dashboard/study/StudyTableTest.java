package io.histostream.results.dashboard.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.Evaluation.Level;
import io.histostream.results.evaluation.api.EvaluationRow;
import io.histostream.results.evaluation.api.LeakGuard;
import io.histostream.results.evaluation.api.Metric;
import io.histostream.results.evaluation.api.Metrics;
import io.histostream.results.evaluation.statistics.Figure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyTableTest {

    private static final Magnification X40 = Magnification.of(40);

    @Test
    void hasAColumnForEachMagnificationAndAllOfThemLast() {
        StudyTable table = table(
                Metric.ACCURACY,
                row("a", null, Figure.of(0.9), LeakGuard.State.CLEAN),
                row("a", Magnification.of(400), Figure.of(0.9), LeakGuard.State.CLEAN),
                clean("a", 0.9));

        assertThat(table.columns()).extracting(StudyTable.Column::title).containsExactly("40×", "400×", "All");
    }

    @Test
    void marksTheBestOfAColumn() {
        StudyTable table = table(Metric.ACCURACY, clean("a", 0.8), clean("b", 0.9));

        assertThat(best(table)).containsExactly("b");
    }

    @Test
    void callsTheLeastErrorTheBest() {
        StudyTable table = table(Metric.BRIER, clean("a", 0.1), clean("b", 0.2));

        assertThat(best(table)).containsExactly("a");
    }

    @Test
    void neverCallsAContaminatedFigureTheBest() {
        StudyTable table =
                table(Metric.ACCURACY, clean("a", 0.8), row("b", X40, Figure.of(1), LeakGuard.State.CONTAMINATED));

        assertThat(best(table)).containsExactly("a");
    }

    @Test
    void keepsUndefinedFiguresAndRefusedRows() {
        StudyTable table = table(
                Metric.ACCURACY,
                row("a", X40, Figure.undefined("no image"), LeakGuard.State.CLEAN),
                row("b", X40, null, LeakGuard.State.REFUSED));

        assertThat(best(table)).isEmpty();
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(1).cells().get(0).figure()).isNull();
        assertThat(table.firstBelievable()).isEqualTo("a@1");
    }

    private static List<String> best(StudyTable table) {
        return table.rows().stream()
                .filter(row -> row.cells().get(0).best())
                .map(StudyTable.ModelRow::model)
                .toList();
    }

    private static StudyTable table(Metric metric, EvaluationRow... rows) {
        Evaluation evaluation = new Evaluation(
                "d",
                null,
                "malignant",
                Level.IMAGE,
                Instant.EPOCH,
                1,
                1,
                new Evaluation.Bootstrap(0, 1, "patient", 0.95),
                Evaluation.NOTICE,
                Arrays.asList(rows));
        return StudyTable.of(evaluation, metric);
    }

    private static EvaluationRow clean(String model, double figure) {
        return row(model, X40, Figure.of(figure), LeakGuard.State.CLEAN);
    }

    private static EvaluationRow row(String model, Magnification magnification, Figure figure, LeakGuard.State state) {
        return new EvaluationRow(
                model,
                "1",
                null,
                magnification,
                false,
                "malignant",
                new LeakGuard(state, 0, ""),
                1,
                1,
                0,
                null,
                1,
                0,
                0,
                0,
                null,
                figure == null ? null : Metrics.of(metric -> figure),
                null,
                null);
    }
}
