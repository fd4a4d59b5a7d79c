package io.histostream.results.dashboard.study;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.EvaluationRow;
import io.histostream.results.evaluation.api.Metric;
import io.histostream.results.evaluation.statistics.Figure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The study's table for one metric: a row for each model version, a column for each magnification. */
record StudyTable(Metric metric, List<Column> columns, List<ModelRow> rows) {

    private static final Comparator<Magnification> ALL_LAST =
            Comparator.nullsLast(Comparator.comparing(Magnification::times));

    /** @param magnification {@code null} for all of them together */
    record Column(Magnification magnification) {

        public String title() {
            return Words.magnification(magnification);
        }
    }

    /** @param cells in the order of the columns, one without a row where the model has none at that magnification */
    record ModelRow(String model, String version, boolean crossValidated, List<Cell> cells) {

        public String name() {
            return model + "@" + version;
        }
    }

    /**
     * One figure of the table.
     *
     * @param row absent where the model has nothing at that magnification
     * @param figure absent where the leak guard refused
     * @param best whether no other model of the column has a better one
     */
    record Cell(Column column, EvaluationRow row, Figure figure, Figure mean, Figure deviation, boolean best) {}

    static StudyTable of(Evaluation evaluation, Metric metric) {
        List<Column> columns = evaluation.rows().stream()
                .map(EvaluationRow::magnification)
                .distinct()
                .sorted(ALL_LAST)
                .map(Column::new)
                .toList();
        Map<Column, Double> best = columns.stream()
                .collect(Collectors.toMap(Function.identity(), column -> best(evaluation, column, metric)));
        Map<String, List<EvaluationRow>> byModel = evaluation.rows().stream()
                .collect(Collectors.groupingBy(
                        row -> row.model() + "@" + row.version(), LinkedHashMap::new, Collectors.toList()));
        List<ModelRow> rows = byModel.values().stream()
                .map(model -> modelRow(model, columns, metric, best))
                .toList();
        return new StudyTable(metric, columns, rows);
    }

    /** The first model that the leak guard lets figures be seen of, as {@code model@version}; {@code null} for none. */
    String firstBelievable() {
        return rows.stream()
                .filter(row -> row.cells().stream().anyMatch(cell -> cell.figure() != null))
                .map(ModelRow::name)
                .findFirst()
                .orElse(null);
    }

    private static ModelRow modelRow(
            List<EvaluationRow> model, List<Column> columns, Metric metric, Map<Column, Double> best) {
        EvaluationRow first = model.get(0);
        List<Cell> cells = columns.stream()
                .map(column -> cell(column, model, metric, best.get(column)))
                .toList();
        return new ModelRow(first.model(), first.version(), first.crossValidated(), cells);
    }

    private static Cell cell(Column column, List<EvaluationRow> model, Metric metric, double best) {
        Optional<EvaluationRow> row =
                model.stream().filter(candidate -> isIn(column, candidate)).findFirst();
        Figure figure = row.flatMap(known -> figure(known, metric)).orElse(null);
        boolean isBest = figure != null
                && figure.isDefined()
                && figure.value() == best
                && !row.get().leakGuard().isContaminated();
        return new Cell(
                column,
                row.orElse(null),
                figure,
                row.map(EvaluationRow::folds)
                        .map(folds -> metric.of(folds.mean()))
                        .orElse(null),
                row.map(EvaluationRow::folds)
                        .map(folds -> metric.of(folds.standardDeviation()))
                        .orElse(null),
                isBest);
    }

    /** The best figure of those that may be believed; not a number where there is none. */
    private static double best(Evaluation evaluation, Column column, Metric metric) {
        var values = evaluation.rows().stream()
                .filter(row -> isIn(column, row) && !row.leakGuard().isContaminated())
                .flatMap(row -> figure(row, metric).stream())
                .filter(Figure::isDefined)
                .mapToDouble(Figure::value);
        return (isError(metric) ? values.min() : values.max()).orElse(Double.NaN);
    }

    private static boolean isError(Metric metric) {
        return metric == Metric.BRIER || metric == Metric.CALIBRATION_ERROR;
    }

    private static boolean isIn(Column column, EvaluationRow row) {
        return ALL_LAST.compare(column.magnification(), row.magnification()) == 0;
    }

    private static Optional<Figure> figure(EvaluationRow row, Metric metric) {
        return Optional.ofNullable(row.metrics()).map(metric::of);
    }
}
