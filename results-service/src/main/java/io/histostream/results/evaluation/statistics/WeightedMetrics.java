package io.histostream.results.evaluation.statistics;

import java.util.Arrays;

/**
 * All metrics of one sample for any weights of its patients: what does not depend on the weights is worked out once.
 * Immutable and safe to share between threads.
 */
final class WeightedMetrics {

    private static final Metric[] METRICS = Metric.values();

    private final Ranking ranking;
    private final PatientSums patients;
    private final BinSums bins;

    WeightedMetrics(Sample sample) {
        ranking = new Ranking(sample);
        bins = new BinSums(sample);
        patients = new PatientSums(sample);
    }

    int patients() {
        return patients.count();
    }

    /** Every metric by its ordinal, each image counted once. */
    double[] unweighted() {
        int[] weights = new int[patients()];
        Arrays.fill(weights, 1);
        return of(weights);
    }

    /** Every metric by its ordinal; NaN where it is undefined. */
    double[] of(int[] weights) {
        PatientSums.Totals totals = patients.of(weights);
        Confusion confusion = totals.confusion();
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
                case BRIER -> totals.squaredErrors() / confusion.total();
                case CALIBRATION_ERROR -> bins.calibrationError(weights, confusion.total());
                case PATIENT_RECOGNITION -> totals.sharesRight() / totals.patients();
            };
        }
        return values;
    }
}
