package io.histostream.results.evaluation.table;

import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Comparison.Row;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.table.Columns.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Paired tests as CSV: a row for each pair and magnification. */
public final class ComparisonCsv {

    private record Line(Comparison pair, Row row) {}

    private static final Columns<Line> TABLE = new Columns<>(columns());

    private ComparisonCsv() {}

    public static void write(List<Comparison> pairs, OutputStream out) throws IOException {
        TABLE.write(
                pairs.stream()
                        .flatMap(pair -> pair.rows().stream().map(row -> new Line(pair, row)))
                        .toList(),
                out);
    }

    private static List<Column<Line>> columns() {
        List<Column<Line>> columns = new ArrayList<>(List.of(
                new Column<>("dataset", line -> line.pair().dataset()),
                new Column<>("batch", line -> line.pair().batch()),
                new Column<>("firstModel", line -> line.pair().first().model()),
                new Column<>("firstVersion", line -> line.pair().first().version()),
                new Column<>("secondModel", line -> line.pair().second().model()),
                new Column<>("secondVersion", line -> line.pair().second().version()),
                new Column<>("magnification", line -> line.row().magnification()),
                new Column<>("leakGuard", line -> line.row().leakGuard().state().word()),
                new Column<>("contaminated", line -> line.row().leakGuard().isContaminated()),
                new Column<>("leakGuardDetail", line -> line.row().leakGuard().detail()),
                new Column<>("images", line -> line.row().images()),
                new Column<>("patients", line -> line.row().patients()),
                new Column<>("onlyFirstRight", tested(row -> row.mcnemar().onlyFirstRight())),
                new Column<>("onlySecondRight", tested(row -> row.mcnemar().onlySecondRight()))));
        FigureColumns.of("accuracyDifference", figure(Row::accuracyDifference)).forEach(columns::add);
        columns.addAll(
                FigureColumns.plain("mcnemarP", figure(row -> row.mcnemar().p())));
        columns.addAll(
                FigureColumns.plain("mcnemarHolm", figure(row -> row.holm().mcnemar())));
        FigureColumns.of("aucFirst", figure(row -> row.delong().aucFirst())).forEach(columns::add);
        FigureColumns.of("aucSecond", figure(row -> row.delong().aucSecond())).forEach(columns::add);
        FigureColumns.of("aucDifference", figure(row -> row.delong().difference()))
                .forEach(columns::add);
        columns.addAll(FigureColumns.plain("delongZ", figure(row -> row.delong().z())));
        columns.addAll(FigureColumns.plain("delongP", figure(row -> row.delong().p())));
        columns.addAll(
                FigureColumns.plain("delongHolm", figure(row -> row.holm().delong())));
        columns.add(new Column<>("wilcoxonFolds", tested(row -> row.wilcoxon().folds())));
        columns.addAll(FigureColumns.plain(
                "wilcoxonStatistic", figure(row -> row.wilcoxon().statistic())));
        columns.addAll(
                FigureColumns.plain("wilcoxonP", figure(row -> row.wilcoxon().p())));
        columns.add(new Column<>("family", line -> line.pair().family()));
        columns.add(new Column<>("evaluatedAt", line -> line.pair().evaluatedAt()));
        columns.add(new Column<>("notice", line -> line.pair().notice()));
        return List.copyOf(columns);
    }

    private static Function<Line, Object> tested(Function<Row, Object> value) {
        return line -> line.row().mcnemar() == null ? null : value.apply(line.row());
    }

    private static Function<Line, Figure> figure(Function<Row, Figure> value) {
        return line -> line.row().mcnemar() == null ? null : value.apply(line.row());
    }
}
