package io.histostream.results.evaluation.statistics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Percentile intervals by resampling whole patients with replacement, so that images of one patient stay together. The
 * same seed gives the same interval everywhere ({@link Draws}).
 *
 * @param resamples how often patients are drawn
 * @param seed where the draws start
 * @param confidence share of the resamples inside the interval, such as 0.95
 */
public record Bootstrap(int resamples, long seed, double confidence) {

    /** Where more than this share of the resamples leaves a figure undefined, it has no interval. */
    public static final double MOST_UNDEFINED = 0.1;

    public static final String ONE_PATIENT = "fewer than two patients: nothing to resample";

    public Bootstrap {
        if (resamples < 1 || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("A bootstrap needs resamples and a confidence between 0 and 1");
        }
    }

    /** Every metric with its interval. */
    public Map<Metric, Figure> metrics(Sample sample) {
        WeightedMetrics metrics = new WeightedMetrics(sample);
        Map<Metric, Figure> points = Metrics.of(sample);
        return intervals(
                points,
                sample.patients() > 1,
                resample -> metrics.of(draws(resample, 0).weights(sample.patients())));
    }

    /** Every metric of the first minus that of the second; both are of the same images, and resampled together. */
    public Map<Metric, Figure> pairedDifference(Sample first, Sample second) {
        Sample.requireSameImages(first, second);
        WeightedMetrics firstMetrics = new WeightedMetrics(first);
        WeightedMetrics secondMetrics = new WeightedMetrics(second);
        Map<Metric, Figure> points = minus(Metrics.of(first), Metrics.of(second), "first", "second");
        return intervals(points, first.patients() > 1, resample -> {
            int[] weights = draws(resample, 0).weights(first.patients());
            return minus(firstMetrics.of(weights), secondMetrics.of(weights));
        });
    }

    /**
     * The generalisation gap: every metric on {@code to} minus that on {@code from}, two independent samples, each
     * resampled by itself. A model that does worse on {@code to} has a negative accuracy gap.
     */
    public Map<Metric, Figure> gap(Sample from, Sample to) {
        WeightedMetrics fromMetrics = new WeightedMetrics(from);
        WeightedMetrics toMetrics = new WeightedMetrics(to);
        Map<Metric, Figure> points = minus(Metrics.of(to), Metrics.of(from), "to", "from");
        return intervals(points, from.patients() > 1 && to.patients() > 1, resample -> {
            double[] there = toMetrics.of(draws(resample, 1).weights(to.patients()));
            double[] here = fromMetrics.of(draws(resample, 0).weights(from.patients()));
            return minus(there, here);
        });
    }

    /** How often each patient is drawn in one resample of a sample. */
    public int[] weights(int resample, int patients) {
        return draws(resample, 0).weights(patients);
    }

    private Draws draws(int resample, int stream) {
        return new Draws(seed, resample, stream);
    }

    private Map<Metric, Figure> intervals(
            Map<Metric, Figure> points, boolean resampleable, IntFunction<double[]> resampled) {
        Map<Metric, Figure> figures = new EnumMap<>(points);
        if (!resampleable) {
            figures.replaceAll(
                    (metric, point) -> point.isDefined() ? Figure.withoutInterval(point.value(), ONE_PATIENT) : point);
            return figures;
        }
        double[][] rows =
                IntStream.range(0, resamples).parallel().mapToObj(resampled).toArray(double[][]::new);
        figures.replaceAll((metric, point) -> {
            double[] values = IntStream.range(0, resamples)
                    .mapToDouble(resample -> rows[resample][metric.ordinal()])
                    .toArray();
            return point.isDefined() ? Percentiles.of(values).around(point.value(), confidence) : point;
        });
        return figures;
    }

    private static double[] minus(double[] left, double[] right) {
        double[] difference = new double[left.length];
        for (int index = 0; index < left.length; index++) {
            difference[index] = left[index] - right[index];
        }
        return difference;
    }

    private static Map<Metric, Figure> minus(
            Map<Metric, Figure> left, Map<Metric, Figure> right, String leftName, String rightName) {
        Map<Metric, Figure> difference = new EnumMap<>(Metric.class);
        left.forEach((metric, figure) -> {
            Figure other = right.get(metric);
            if (!figure.isDefined()) {
                difference.put(metric, Figure.undefined(leftName + ": " + figure.undefined()));
            } else if (!other.isDefined()) {
                difference.put(metric, Figure.undefined(rightName + ": " + other.undefined()));
            } else {
                difference.put(metric, Figure.of(figure.value() - other.value()));
            }
        });
        return difference;
    }
}
