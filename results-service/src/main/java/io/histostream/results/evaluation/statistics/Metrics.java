package io.histostream.results.evaluation.statistics;

import java.util.EnumMap;
import java.util.Map;

/** All metrics of a sample, without intervals; {@link Bootstrap} gives them with. */
public final class Metrics {

    private Metrics() {}

    public static Map<Metric, Figure> of(Sample sample) {
        double[] values = new WeightedMetrics(sample).unweighted();
        Confusion confusion = Confusion.of(sample);
        Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            String why = Undefined.reason(metric, confusion);
            figures.put(metric, why == null ? Figure.of(values[metric.ordinal()]) : Figure.undefined(why));
        }
        return figures;
    }
}
