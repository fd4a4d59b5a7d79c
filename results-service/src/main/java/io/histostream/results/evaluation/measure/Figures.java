package io.histostream.results.evaluation.measure;

import io.histostream.results.evaluation.api.Confusion;
import io.histostream.results.evaluation.api.Metrics;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Metric;
import java.util.Map;

/** Writes what the statistics found in the interface's words. */
final class Figures {

    private Figures() {}

    static Metrics of(Map<Metric, Figure> found) {
        return Metrics.of(metric -> found.get(Metric.valueOf(metric.name())));
    }

    static Confusion of(io.histostream.results.evaluation.statistics.Confusion found) {
        return new Confusion(
                Math.toIntExact(found.truePositive()),
                Math.toIntExact(found.falsePositive()),
                Math.toIntExact(found.trueNegative()),
                Math.toIntExact(found.falseNegative()));
    }
}
