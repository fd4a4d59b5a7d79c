package io.histostream.results.evaluation.statistics;

import java.util.Arrays;

/**
 * All metrics of one sample for any weights of its patients: what does not depend on the weights is worked out once.
 * Immutable and safe to share between threads.
 */
final class WeightedMetrics {

    private static final Metric[] METRICS = Metric.values();

    private final Ranking ranking;
    private final long[][] cells;
    private final double[] squaredErrors;
    private final BinSums bins;

    WeightedMetrics(Sample sample) {
        ranking = new Ranking(sample);
        bins = new BinSums(sample);
        cells = new long[sample.patients()][4];
        squaredErrors = new double[sample.patients()];
        for (int row = 0; row < sample.size(); row++) {
            int patient = sample.patient(row);
            cells[patient][Confusion.cell(sample, row)]++;
            double error = sample.score(row) - (sample.truth(row) ? 1 : 0);
            squaredErrors[patient] += error * error;
        }
    }

    int patients() {
        return cells.length;
    }

    /** Every metric by its ordinal, each image counted once. */
    double[] unweighted() {
        int[] weights = new int[patients()];
        Arrays.fill(weights, 1);
        return of(weights);
    }

    /** Every metric by its ordinal; NaN where it is undefined. */
    double[] of(int[] weights) {
        Confusion confusion = confusion(weights);
        RankSums ranks = new RankSums();
        ranking.walk(weights, ranks);
        double[] values = new double[METRICS.length];
        for (Metric metric : METRICS) {
            values[metric.ordinal()] = switch (metric) {
                case ACCURACY -> confusion.accuracy();
                case BALANCED_ACCURACY -> confusion.balancedAccuracy();
                case PRECISION -> confusion.precision();
                case RECALL -> confusion.recall();
                case SPECIFICITY -> confusion.specificity();
                case F1 -> confusion.f1();
                case AUC -> ranks.auc();
                case AVERAGE_PRECISION -> ranks.averagePrecision();
                case BRIER -> brier(weights, confusion.total());
                case CALIBRATION_ERROR -> bins.calibrationError(weights, confusion.total());
                case PATIENT_RECOGNITION -> patientRecognition(weights);
            };
        }
        return values;
    }

    private Confusion confusion(int[] weights) {
        long[] sums = new long[4];
        for (int patient = 0; patient < weights.length; patient++) {
            for (int cell = 0; cell < sums.length; cell++) {
                sums[cell] += weights[patient] * cells[patient][cell];
            }
        }
        return new Confusion(sums[0], sums[1], sums[2], sums[3]);
    }

    private double brier(int[] weights, long total) {
        double sum = 0;
        for (int patient = 0; patient < weights.length; patient++) {
            sum += weights[patient] * squaredErrors[patient];
        }
        return sum / total;
    }

    private double patientRecognition(int[] weights) {
        double shares = 0;
        long patients = 0;
        for (int patient = 0; patient < weights.length; patient++) {
            long[] counts = cells[patient];
            double right = counts[0] + counts[2];
            shares += weights[patient] * (right / (counts[0] + counts[1] + counts[2] + counts[3]));
            patients += weights[patient];
        }
        return shares / patients;
    }
}
