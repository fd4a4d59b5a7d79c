package io.histostream.cli.evaluation;

import io.histostream.cli.client.Evaluation;
import io.histostream.cli.client.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The study's table as Markdown: a table for each metric, and the notes as a list. */
public final class StudyMarkdown {

    private final Evaluation evaluation;
    private final StudyGrid grid;

    public StudyMarkdown(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.grid = new StudyGrid(evaluation);
    }

    public List<String> lines(Collection<Metric> metrics, StudyTable.Column more) {
        List<String> lines = new ArrayList<>();
        for (Metric metric : metrics) {
            List<String> header = new ArrayList<>(List.of(metric.title()));
            header.addAll(grid.columns());
            header.add(more.title());
            lines.add(line(header));
            lines.add("|---|" + "---:|".repeat(header.size() - 1));
            grid.models().forEach(rows -> lines.add(line(cells(metric, rows, more))));
            lines.add("");
        }
        new StudyNotes(evaluation).below(metrics).forEach(note -> lines.add("- " + note.replace("*", "\\*")));
        return lines;
    }

    private List<String> cells(Metric metric, Map<String, Evaluation.Row> rows, StudyTable.Column more) {
        Evaluation.Row first = rows.values().iterator().next();
        List<String> cells = new ArrayList<>(List.of(first.name()));
        for (String column : grid.columns()) {
            Evaluation.Row row = rows.get(column);
            cells.add(row == null ? "" : cell(row, row.metrics().get(metric.key())));
        }
        cells.add(more.cell().apply(rows.getOrDefault("all", first)));
        return cells;
    }

    private static String cell(Evaluation.Row row, Figure figure) {
        if (row.is("refused")) {
            return "refused";
        }
        if (figure == null || figure.value() == null) {
            return "undefined";
        }
        String text = String.format(Locale.ROOT, "%.3f", figure.value());
        if (figure.hasInterval()) {
            text += String.format(Locale.ROOT, " (%.3f–%.3f)", figure.low(), figure.high());
        }
        return row.is("contaminated") ? text + " contaminated" : text;
    }

    // A bar inside a cell would end it.
    private static String line(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |";
    }
}
