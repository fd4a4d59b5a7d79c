package io.histostream.results.evaluation.table;

import io.histostream.results.evaluation.api.Confusion;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.EvaluationRow;
import io.histostream.results.evaluation.api.Folds;
import io.histostream.results.evaluation.api.Metric;
import io.histostream.results.evaluation.api.Metrics;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.table.Columns.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The study's table as CSV. Beneath a cross-validated row stand its folds, their mean and their standard deviation: column
 * {@code fold} tells them apart.
 */
public final class EvaluationCsv {

    /** @param ofFold {@code null} for a row of the table itself, as for a mean */
    private record Line(Evaluation table, EvaluationRow row, String fold, Folds.Fold ofFold, Metrics metrics) {

        private boolean isWhole() {
            return fold == null;
        }
    }

    private static final Columns<Line> TABLE = new Columns<>(columns());

    private EvaluationCsv() {}

    public static void write(Evaluation evaluation, OutputStream out) throws IOException {
        TABLE.write(
                evaluation.rows().stream()
                        .flatMap(row -> lines(evaluation, row))
                        .toList(),
                out);
    }

    private static Stream<Line> lines(Evaluation table, EvaluationRow row) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(table, row, null, null, row.metrics()));
        if (row.folds() != null) {
            row.folds()
                    .byFold()
                    .forEach(
                            fold -> lines.add(new Line(table, row, String.valueOf(fold.fold()), fold, fold.metrics())));
            lines.add(new Line(table, row, "mean", null, row.folds().mean()));
            lines.add(
                    new Line(table, row, "standardDeviation", null, row.folds().standardDeviation()));
        }
        return lines.stream();
    }

    private static List<Column<Line>> columns() {
        List<Column<Line>> columns = new ArrayList<>(List.of(
                new Column<>("dataset", line -> line.table().dataset()),
                new Column<>("batch", line -> line.table().batch()),
                new Column<>("level", line -> line.table().level().word()),
                new Column<>("model", line -> line.row().model()),
                new Column<>(
                        "version",
                        line -> line.ofFold() == null
                                ? line.row().version()
                                : line.ofFold().version()),
                new Column<>("digest", whole(EvaluationRow::digest)),
                new Column<>("magnification", line -> line.row().magnification()),
                new Column<>("crossValidated", line -> line.row().crossValidated()),
                new Column<>("fold", Line::fold),
                // In every row, so that the word stays with the figures wherever they are copied.
                new Column<>("leakGuard", line -> line.row().leakGuard().state().word()),
                new Column<>("contaminated", line -> line.row().leakGuard().isContaminated()),
                new Column<>("seenPatients", line -> line.row().leakGuard().patients()),
                new Column<>("leakGuardDetail", line -> line.row().leakGuard().detail()),
                new Column<>("positiveLabel", line -> line.row().positiveLabel()),
                new Column<>("images", line -> counted(line, EvaluationRow::images, Folds.Fold::images)),
                new Column<>("patients", line -> counted(line, EvaluationRow::patients, Folds.Fold::patients)),
                new Column<>("withoutPatient", whole(EvaluationRow::withoutPatient)),
                new Column<>("positive", whole(EvaluationRow::positive)),
                new Column<>("negative", whole(EvaluationRow::negative)),
                new Column<>("failed", whole(EvaluationRow::failed)),
                new Column<>("missing", whole(EvaluationRow::missing)),
                new Column<>("truePositive", confusion(Confusion::truePositive)),
                new Column<>("falsePositive", confusion(Confusion::falsePositive)),
                new Column<>("trueNegative", confusion(Confusion::trueNegative)),
                new Column<>("falseNegative", confusion(Confusion::falseNegative))));
        Stream.of(Metric.values())
                .flatMap(metric -> FigureColumns.<Line>of(
                        metric.key(), line -> line.metrics() == null ? null : metric.of(line.metrics())))
                .forEach(columns::add);
        columns.addAll(FigureColumns.<Line>plain("suggestedTemperature", EvaluationCsv::temperature));
        columns.addAll(List.of(
                new Column<>("resamples", line -> line.table().bootstrap().resamples()),
                new Column<>("seed", line -> line.table().bootstrap().seed()),
                new Column<>("evaluatedAt", line -> line.table().evaluatedAt()),
                new Column<>("notice", line -> line.table().notice())));
        return List.copyOf(columns);
    }

    private static Object counted(
            Line line, Function<EvaluationRow, Object> ofRow, Function<Folds.Fold, Object> ofFold) {
        return line.isWhole() ? ofRow.apply(line.row()) : line.ofFold() == null ? null : ofFold.apply(line.ofFold());
    }

    private static Function<Line, Object> whole(Function<EvaluationRow, Object> value) {
        return line -> line.isWhole() ? value.apply(line.row()) : null;
    }

    private static Function<Line, Object> confusion(Function<Confusion, Object> count) {
        return whole(row -> row.confusion() == null ? null : count.apply(row.confusion()));
    }

    private static Figure temperature(Line line) {
        return line.isWhole() && line.row().temperature() != null
                ? line.row().temperature().suggested()
                : null;
    }
}
