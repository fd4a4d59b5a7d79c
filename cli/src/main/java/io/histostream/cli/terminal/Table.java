package io.histostream.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns; the first column to the left, numbers to the right. */
public final class Table {

    private final List<String> header;
    private final boolean figures;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        this(List.of(header), false);
    }

    private Table(List<String> header, boolean figures) {
        this.header = List.copyOf(header);
        this.figures = figures;
    }

    /** All columns but the first to the right, whatever stands in them. */
    public static Table ofFigures(List<String> header) {
        return new Table(header, true);
    }

    public void add(List<String> row) {
        rows.add(List.copyOf(row));
    }

    /** The lines, header and rule first; {@code rule} is the character of the line below the header. */
    public List<String> lines(String rule) {
        List<String> lines = new ArrayList<>();
        lines.add(line(header));
        lines.add(rule.repeat(width()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private int width() {
        int gaps = 2 * (header.size() - 1);
        int sum = gaps;
        for (int column = 0; column < header.size(); column++) {
            sum += width(column);
        }
        return sum;
    }

    private int width(int column) {
        int width = header.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            line.append(column == 0 ? "" : "  ").append(isNumeric(column) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    // A column is set to the right when all that stands in it begins with a digit or says that there is nothing.
    private boolean isNumeric(int column) {
        return figures && column > 0
                || !rows.isEmpty()
                        && rows.stream()
                                .map(row -> row.get(column))
                                .allMatch(cell -> cell.isEmpty() || cell.equals("-") || cell.matches("[0-9.,%x ]+"));
    }
}
