package io.histostream.cli.evaluation;

import io.histostream.cli.client.Evaluation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The rows of an evaluation as models × magnifications. */
final class StudyGrid {

    /** Of all magnifications together. */
    private static final String ALL = "all";

    private final Map<String, Map<String, Evaluation.Row>> cells = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();

    StudyGrid(Evaluation evaluation) {
        TreeSet<BigDecimal> magnifications = new TreeSet<>();
        evaluation.rows().stream()
                .map(Evaluation.Row::magnification)
                .filter(Objects::nonNull)
                .forEach(magnifications::add);
        magnifications.forEach(times -> columns.add(times(times)));
        for (Evaluation.Row row : evaluation.rows()) {
            cells.computeIfAbsent(row.name(), name -> new LinkedHashMap<>()).put(column(row), row);
        }
        if (evaluation.rows().stream().anyMatch(row -> row.magnification() == null)) {
            columns.add(ALL);
        }
    }

    /** Such as {@code 40x}, and {@code all} at the end. */
    List<String> columns() {
        return columns;
    }

    /** Rows of one model version by column, in the server's order. */
    Iterable<Map<String, Evaluation.Row>> models() {
        return cells.values();
    }

    static String column(Evaluation.Row row) {
        return row.magnification() == null ? ALL : times(row.magnification());
    }

    private static String times(BigDecimal magnification) {
        return magnification.stripTrailingZeros().toPlainString() + "x";
    }
}
