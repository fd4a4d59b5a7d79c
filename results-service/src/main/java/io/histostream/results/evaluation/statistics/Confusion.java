package io.histostream.results.evaluation.statistics;

/** How many images, by truth and prediction, as seen from the positive class. */
public record Confusion(long truePositive, long falsePositive, long trueNegative, long falseNegative) {

    public static Confusion of(Sample sample) {
        long[] counts = new long[4];
        for (int row = 0; row < sample.size(); row++) {
            counts[cell(sample, row)]++;
        }
        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /** A row's place among the four counts, in the order of the record. */
    static int cell(Sample sample, int row) {
        if (sample.predicted(row)) {
            return sample.truth(row) ? 0 : 1;
        }
        return sample.truth(row) ? 3 : 2;
    }

    public long total() {
        return positives() + negatives();
    }

    public long positives() {
        return truePositive + falseNegative;
    }

    public long negatives() {
        return trueNegative + falsePositive;
    }

    long predictedPositives() {
        return truePositive + falsePositive;
    }

    // The shares below are NaN where they are undefined: they never leave the package so.

    double accuracy() {
        return (double) (truePositive + trueNegative) / total();
    }

    double balancedAccuracy() {
        return (recall() + specificity()) / 2;
    }

    double precision() {
        return (double) truePositive / predictedPositives();
    }

    double recall() {
        return (double) truePositive / positives();
    }

    double specificity() {
        return (double) trueNegative / negatives();
    }

    double f1() {
        return 2.0 * truePositive / (2 * truePositive + falsePositive + falseNegative);
    }
}
