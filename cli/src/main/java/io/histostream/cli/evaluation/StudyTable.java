package io.histostream.cli.evaluation;

import io.histostream.cli.client.Evaluation;
import io.histostream.cli.client.Figure;
import io.histostream.cli.terminal.Table;
import io.histostream.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Models × magnifications of one metric, for a terminal: below each figure its confidence interval, and for a
 * cross-validated model below that the mean and the standard deviation over the folds.
 */
public final class StudyTable {

    /** One more column, of a model version. */
    public record Column(String title, Function<Evaluation.Row, String> cell) {}

    /** The number of images that were evaluated. */
    public static final Column IMAGES = new Column("images", row -> Integer.toString(row.images()));

    /** The number of patients that were evaluated. */
    public static final Column PATIENTS = new Column("patients", row -> Integer.toString(row.patients()));

    private final StudyGrid grid;
    private final boolean contaminated;
    private final String dash;
    private final String plusMinus;

    public StudyTable(Evaluation evaluation, Terminal terminal) {
        this.grid = new StudyGrid(evaluation);
        this.contaminated = evaluation.rows().stream().anyMatch(row -> row.is("contaminated"));
        this.dash = terminal.glyph("–", "-");
        this.plusMinus = terminal.glyph("±", "+-");
    }

    /** Header, rule and rows. */
    public Table of(Metric metric, Column more) {
        List<String> header = new ArrayList<>(List.of(metric.title()));
        grid.columns().forEach(column -> header.add(column + mark("")));
        header.add(more.title());
        Table table = Table.ofFigures(header);
        grid.models().forEach(rows -> add(table, metric, rows, more));
        return table;
    }

    private void add(Table table, Metric metric, Map<String, Evaluation.Row> rows, Column more) {
        Evaluation.Row first = rows.values().iterator().next();
        Evaluation.Row widest = rows.getOrDefault("all", first);
        table.add(
                line(first.model(), rows, row -> value(row, metric), more.cell().apply(widest)));
        table.add(line(first.version(), rows, row -> interval(row.metrics().get(metric.key())) + mark(""), ""));
        if (first.folds() != null) {
            String label = first.folds().count() + " folds";
            table.add(line(label, rows, row -> overFolds(row.folds(), metric.key()) + mark(""), ""));
        }
    }

    private List<String> line(
            String title, Map<String, Evaluation.Row> rows, Function<Evaluation.Row, String> cell, String last) {
        List<String> cells = new ArrayList<>(List.of(title));
        for (String column : grid.columns()) {
            Evaluation.Row row = rows.get(column);
            cells.add(row == null ? "" : cell.apply(row));
        }
        cells.add(last);
        return cells;
    }

    private String value(Evaluation.Row row, Metric metric) {
        Figure figure = row.metrics().get(metric.key());
        if (row.is("refused")) {
            return "refused" + mark("");
        }
        String text = figure == null || figure.value() == null ? "undefined" : decimals(figure.value());
        return text + mark(row.is("contaminated") ? "*" : "");
    }

    // Where a figure of the table is marked, the others have a space, so that their points stand below each other.
    private String mark(String mark) {
        return contaminated && mark.isEmpty() ? " " : mark;
    }

    private String interval(Figure figure) {
        if (figure == null || figure.value() == null) {
            return "";
        }
        return figure.hasInterval() ? shortened(figure.low()) + dash + shortened(figure.high()) : dash;
    }

    private String overFolds(Evaluation.Folds folds, String metric) {
        Figure mean = folds == null ? null : folds.mean().get(metric);
        Figure deviation = folds == null ? null : folds.standardDeviation().get(metric);
        if (mean == null || mean.value() == null || deviation == null || deviation.value() == null) {
            return dash;
        }
        return shortened(mean.value()) + plusMinus + shortened(deviation.value());
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Four characters: {@code .812}, {@code 1.00}. */
    private static String shortened(double value) {
        String three = decimals(value);
        return three.startsWith("0.") ? three.substring(1) : three.substring(0, 4);
    }
}
