package io.histostream.results.dashboard.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One table of figures of a card: a row for each magnification, a column for each metric. */
record CardMetrics(String title, List<String> metrics, List<Row> rows) {

    /** @param values in the order of the metrics, a dash for one that is not there */
    record Row(String name, List<String> values) {}

    private static final Set<String> COUNTS = Set.of("images", "patients");

    // The study's order; a card's own order is not kept.
    private static final List<String> ORDER = List.of(
            "images",
            "patients",
            "accuracy",
            "balancedAccuracy",
            "precision",
            "recall",
            "specificity",
            "f1",
            "auc",
            "averagePrecision",
            "brier",
            "calibrationError");

    private static final Comparator<String> IN_ORDER = Comparator.comparingInt(
                    (String metric) -> ORDER.contains(metric) ? ORDER.indexOf(metric) : ORDER.size())
            .thenComparing(Comparator.naturalOrder());

    /** A table for each set of images that was measured. */
    static List<CardMetrics> of(JsonNode metrics) {
        List<CardMetrics> tables = new ArrayList<>();
        metrics.fields().forEachRemaining(group -> {
            if (group.getValue().isObject()) {
                tables.add(table(CardPage.words(group.getKey()), group.getValue()));
            }
        });
        return tables;
    }

    private static CardMetrics table(String title, JsonNode group) {
        boolean byMagnification =
                group.elements().hasNext() && group.elements().next().isObject();
        Set<String> columns = new TreeSet<>(IN_ORDER);
        List<Row> rows = new ArrayList<>();
        if (byMagnification) {
            group.elements().forEachRemaining(row -> row.fieldNames().forEachRemaining(columns::add));
            group.fields().forEachRemaining(row -> rows.add(row(rowTitle(row.getKey()), row.getValue(), columns)));
        } else {
            group.fieldNames().forEachRemaining(columns::add);
            rows.add(row("All", group, columns));
        }
        return new CardMetrics(title, columns.stream().map(CardMetrics::title).toList(), rows);
    }

    private static String title(String metric) {
        return metric.equals("auc") ? "AUC" : CardPage.words(metric);
    }

    private static String rowTitle(String key) {
        return key.equals("overall") ? "All" : key.replaceAll("x$", "×");
    }

    private static Row row(String name, JsonNode figures, Set<String> columns) {
        return new Row(
                name,
                columns.stream()
                        .map(column -> cell(column, figures.path(column)))
                        .toList());
    }

    /** Counts are whole; every other figure has as many digits as its neighbours. */
    private static String cell(String column, JsonNode figure) {
        if (figure.isNumber() && !COUNTS.contains(column)) {
            return String.format(Locale.ENGLISH, "%.4f", figure.asDouble());
        }
        return figure.isValueNode() ? figure.asText() : "–";
    }
}
