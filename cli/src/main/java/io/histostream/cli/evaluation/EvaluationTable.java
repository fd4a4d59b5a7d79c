package io.histostream.cli.evaluation;

import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.terminal.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Models by magnifications: the service's predictions against labels that are known here. */
public final class EvaluationTable {

    /** One more column, of all jobs of a model. */
    public record Column(String title, Function<List<PredictionRow>, String> cell) {}

    private final Map<String, String> truth;
    private final List<PredictionRow> rows;
    private final String positiveLabel;

    /**
     * @param truth label by digest
     * @param rows of images that have a truth
     * @param positiveLabel whose score and F1 are meant
     */
    public EvaluationTable(Map<String, String> truth, List<PredictionRow> rows, String positiveLabel) {
        this.truth = Map.copyOf(truth);
        this.rows = List.copyOf(rows);
        this.positiveLabel = positiveLabel;
    }

    /** One line per model version, one column per magnification; failed jobs are counted beside, not as wrong. */
    public Table table(Metric metric, Column... more) {
        TreeSet<BigDecimal> magnifications = rows.stream()
                .map(PredictionRow::magnification)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> header = new ArrayList<>(List.of(metric.title()));
        magnifications.forEach(times -> header.add(times.toPlainString() + "x"));
        header.addAll(List.of("all", "images", "failed"));
        for (Column column : more) {
            header.add(column.title());
        }
        Table table = new Table(header);
        byModel().forEach((model, jobs) -> table.add(line(metric, model, jobs, magnifications, more)));
        return table;
    }

    private TreeMap<String, List<PredictionRow>> byModel() {
        Map<String, Long> versions = rows.stream()
                .filter(row -> row.modelVersion() != null)
                .collect(Collectors.groupingBy(
                        PredictionRow::model,
                        Collectors.collectingAndThen(
                                Collectors.mapping(PredictionRow::servedVersion, Collectors.toSet()),
                                all -> (long) all.size())));
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> versions.getOrDefault(row.model(), 0L) > 1
                                ? row.model() + " " + row.servedVersion()
                                : row.model(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    private List<String> line(
            Metric metric, String model, List<PredictionRow> jobs, TreeSet<BigDecimal> magnifications, Column... more) {
        List<String> cells = new ArrayList<>(List.of(model));
        magnifications.forEach(times -> cells.add(figure(metric, jobs, row -> times.equals(row.magnification()))));
        cells.add(figure(metric, jobs, row -> true));
        cells.add(Integer.toString(jobs.size()));
        cells.add(Long.toString(jobs.stream().filter(PredictionRow::failed).count()));
        for (Column column : more) {
            cells.add(column.cell().apply(jobs));
        }
        return cells;
    }

    private String figure(Metric metric, List<PredictionRow> jobs, Predicate<PredictionRow> chosen) {
        OptionalDouble found = metric.of(jobs.stream()
                .filter(chosen)
                .filter(PredictionRow::succeeded)
                .map(this::scored)
                .toList());
        return found.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f", found.getAsDouble());
    }

    private ScoredImage scored(PredictionRow row) {
        String label = truth.get(row.sha256());
        return new ScoredImage(
                positiveLabel.equals(label),
                row.label().equals(label),
                row.label().equals(positiveLabel),
                row.scoreOf(positiveLabel));
    }
}
