package io.histostream.results.evaluation.statistics;

/**
 * Ten equal bins of the positive label's score. A score on an edge belongs to the bin below it, as in Guo et al. 2017
 * and scikit-learn's {@code calibration_curve}: [0, 0.1], (0.1, 0.2], …, (0.9, 1].
 */
public final class ScoreBins {

    public static final int COUNT = 10;

    private ScoreBins() {}

    public static double low(int bin) {
        return (double) bin / COUNT;
    }

    public static double high(int bin) {
        return (double) (bin + 1) / COUNT;
    }

    public static int of(double score) {
        int bin = 0;
        while (bin < COUNT - 1 && score > high(bin)) {
            bin++;
        }
        return bin;
    }
}
