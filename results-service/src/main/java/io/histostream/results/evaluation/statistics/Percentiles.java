package io.histostream.results.evaluation.statistics;

import java.util.Arrays;

/** What one figure came to in the resamples where it is defined, from least to greatest. */
public final class Percentiles {

    private final double[] sorted;
    private final int resamples;

    private Percentiles(double[] sorted, int resamples) {
        this.sorted = sorted;
        this.resamples = resamples;
    }

    /** NaN stands for a resample in which the figure is undefined; it is left out. */
    public static Percentiles of(double[] values) {
        return new Percentiles(
                Arrays.stream(values)
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray(),
                values.length);
    }

    /** Why there is no interval, or {@code null} where there is one. */
    public String noInterval() {
        int undefined = resamples - sorted.length;
        return undefined > Bootstrap.MOST_UNDEFINED * resamples || sorted.length == 0
                ? "undefined in " + undefined + " of " + resamples + " resamples"
                : null;
    }

    public Figure around(double value, double confidence) {
        String why = noInterval();
        if (why != null) {
            return Figure.withoutInterval(value, why);
        }
        return Figure.within(value, at((1 - confidence) / 2), at((1 + confidence) / 2));
    }

    /** The quantile, linear between neighbours (type 7 of Hyndman and Fan, numpy's own). */
    public double at(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
