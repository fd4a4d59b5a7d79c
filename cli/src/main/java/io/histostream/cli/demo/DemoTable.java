package io.histostream.cli.demo;

import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.terminal.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Accuracy by model and magnification, against what the generator knows to be true. */
public final class DemoTable {

    private final Map<String, String> truth;
    private final List<PredictionRow> rows;

    /** @param truth label by digest */
    public DemoTable(Map<String, String> truth, List<PredictionRow> rows) {
        this.truth = Map.copyOf(truth);
        this.rows = List.copyOf(rows);
    }

    public Table table() {
        TreeSet<BigDecimal> magnifications = rows.stream()
                .map(PredictionRow::magnification)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> header = new ArrayList<>(List.of("accuracy"));
        magnifications.forEach(times -> header.add(times.toPlainString() + "x"));
        header.addAll(List.of("all", "images", "failed", "images/s"));
        Table table = new Table(header);
        byModel().forEach((model, jobs) -> table.add(line(model, jobs, magnifications)));
        return table;
    }

    private TreeMap<String, List<PredictionRow>> byModel() {
        return rows.stream().collect(Collectors.groupingBy(PredictionRow::model, TreeMap::new, Collectors.toList()));
    }

    private List<String> line(String model, List<PredictionRow> jobs, TreeSet<BigDecimal> magnifications) {
        List<String> cells = new ArrayList<>(List.of(model));
        magnifications.forEach(times -> cells.add(accuracy(jobs, row -> times.equals(row.magnification()))));
        cells.add(accuracy(jobs, row -> true));
        cells.add(Integer.toString(jobs.size()));
        cells.add(Long.toString(jobs.stream().filter(PredictionRow::failed).count()));
        cells.add(rate(jobs));
        return cells;
    }

    private String accuracy(List<PredictionRow> jobs, Predicate<PredictionRow> chosen) {
        List<PredictionRow> predicted =
                jobs.stream().filter(chosen).filter(PredictionRow::succeeded).toList();
        long right = predicted.stream()
                .filter(row -> row.label().equals(truth.get(row.sha256())))
                .count();
        return predicted.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f", right / (double) predicted.size());
    }

    // From the first acceptance to the last outcome, which includes waiting for the uploads of later batches.
    private static String rate(List<PredictionRow> jobs) {
        Instant first = jobs.stream()
                .map(PredictionRow::submittedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Instant last = jobs.stream()
                .map(PredictionRow::completedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (first == null || last == null || !last.isAfter(first)) {
            return "-";
        }
        double seconds = Duration.between(first, last).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%.1f", jobs.size() / seconds);
    }
}
