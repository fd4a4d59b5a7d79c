package io.histostream.results.dashboard.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One table of figures of a card: a row for each magnification, a column for each metric. */
record CardMetrics(String title, List<String> metrics, List<Row> rows) {

    /** @param values in the order of the metrics, a dash for one that is not there */
    record Row(String name, List<String> values) {}

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
        boolean byMagnification = group.elements().hasNext() && group.elements().next().isObject();
        Set<String> columns = new LinkedHashSet<>();
        List<Row> rows = new ArrayList<>();
        if (byMagnification) {
            group.elements().forEachRemaining(row -> row.fieldNames().forEachRemaining(columns::add));
            group.fields().forEachRemaining(row -> rows.add(row(rowTitle(row.getKey()), row.getValue(), columns)));
        } else {
            group.fieldNames().forEachRemaining(columns::add);
            rows.add(row("All", group, columns));
        }
        return new CardMetrics(title, columns.stream().map(CardPage::words).toList(), rows);
    }

    private static String rowTitle(String key) {
        return key.equals("overall") ? "All" : key.replaceAll("x$", "×");
    }

    private static Row row(String name, JsonNode figures, Set<String> columns) {
        return new Row(
                name,
                columns.stream()
                        .map(column -> figures.path(column).isValueNode()
                                ? figures.path(column).asText()
                                : "–")
                        .toList());
    }
}
