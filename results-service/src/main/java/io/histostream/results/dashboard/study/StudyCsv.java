package io.histostream.results.dashboard.study;

import io.histostream.results.dashboard.Csv;
import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.EvaluationRow;
import io.histostream.results.evaluation.api.Generalisation;
import io.histostream.results.evaluation.api.Metric;
import io.histostream.results.evaluation.statistics.Figure;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The study's tables as files: a figure that is not defined is an empty cell, with the reason beside it. */
final class StudyCsv {

    private static final List<String> FIGURE = List.of("value", "low", "high", "undefined");

    private StudyCsv() {}

    /** One line for each model, magnification and metric. */
    static Response evaluation(Evaluation evaluation) {
        return Csv.table(
                "evaluation",
                header(
                        "dataset",
                        "level",
                        "model",
                        "version",
                        "magnification",
                        "crossValidated",
                        "leakGuard",
                        "images",
                        "patients",
                        "positive",
                        "negative",
                        "failed",
                        "missing",
                        "metric"),
                evaluation.rows().stream()
                        .flatMap(row -> Arrays.stream(Metric.values()).map(metric -> line(evaluation, row, metric))));
    }

    private static List<Object> line(Evaluation evaluation, EvaluationRow row, Metric metric) {
        return join(
                Csv.row(
                        evaluation.dataset(),
                        evaluation.level().word(),
                        row.model(),
                        row.version(),
                        Words.magnificationParameter(row.magnification()),
                        row.crossValidated(),
                        row.leakGuard().state().word(),
                        row.images(),
                        row.patients(),
                        row.positive(),
                        row.negative(),
                        row.failed(),
                        row.missing(),
                        metric.key()),
                figure(row.metrics() == null ? null : metric.of(row.metrics())));
    }

    /** One line for each model and metric. */
    static Response generalisation(Generalisation gap) {
        return Csv.table(
                "generalisation",
                header("from", "to", "model", "version", "leakGuardFrom", "leakGuardTo", "metric"),
                gap.rows().stream().flatMap(row -> Arrays.stream(Metric.values())
                        .map(metric -> join(
                                Csv.row(
                                        gap.from(),
                                        gap.to(),
                                        row.model(),
                                        row.version(),
                                        row.from().leakGuard().state().word(),
                                        row.to().leakGuard().state().word(),
                                        metric.key()),
                                figure(row.difference() == null ? null : metric.of(row.difference()))))));
    }

    /** One line for each pair and magnification. */
    static Response comparisons(List<Comparison> pairs) {
        return Csv.table(
                "comparison",
                List.of(
                        "dataset",
                        "first",
                        "second",
                        "magnification",
                        "leakGuard",
                        "images",
                        "patients",
                        "accuracyDifference",
                        "low",
                        "high",
                        "onlyFirstRight",
                        "onlySecondRight",
                        "mcnemarP",
                        "mcnemarHolm",
                        "aucFirst",
                        "aucSecond",
                        "delongP",
                        "delongHolm",
                        "wilcoxonP"),
                pairs.stream().flatMap(pair -> pair.rows().stream().map(row -> line(pair, row))));
    }

    private static List<Object> line(Comparison pair, Comparison.Row row) {
        Comparison.McNemar mcnemar = row.mcnemar();
        Comparison.DeLong delong = row.delong();
        return Csv.row(
                pair.dataset(),
                pair.first(),
                pair.second(),
                Words.magnificationParameter(row.magnification()),
                row.leakGuard().state().word(),
                row.images(),
                row.patients(),
                value(row.accuracyDifference()),
                row.accuracyDifference() == null
                        ? null
                        : row.accuracyDifference().low(),
                row.accuracyDifference() == null
                        ? null
                        : row.accuracyDifference().high(),
                mcnemar == null ? null : mcnemar.onlyFirstRight(),
                mcnemar == null ? null : mcnemar.onlySecondRight(),
                mcnemar == null ? null : value(mcnemar.p()),
                row.holm() == null ? null : value(row.holm().mcnemar()),
                delong == null ? null : value(delong.aucFirst()),
                delong == null ? null : value(delong.aucSecond()),
                delong == null ? null : value(delong.p()),
                row.holm() == null ? null : value(row.holm().delong()),
                row.wilcoxon() == null ? null : value(row.wilcoxon().p()));
    }

    private static Double value(Figure figure) {
        return figure == null ? null : figure.value();
    }

    private static List<String> header(String... columns) {
        return join(List.of(columns), FIGURE);
    }

    private static List<Object> figure(Figure figure) {
        return figure == null
                ? Csv.row(null, null, null, "refused")
                : Csv.row(figure.value(), figure.low(), figure.high(), figure.undefined());
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
