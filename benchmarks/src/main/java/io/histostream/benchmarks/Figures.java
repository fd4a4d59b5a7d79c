package io.histostream.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Medians and percentiles: single figures of a noisy machine say little. */
public final class Figures {

    private Figures() {}

    public static double median(List<Double> values) {
        return percentile(values, 50);
    }

    /** Linear interpolation between closest ranks; {@code percent} in [0, 100]. */
    public static double percentile(List<Double> values, double percent) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        Arrays.sort(sorted);
        double rank = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
    }
}
