package io.histostream.results.evaluation.statistics;

/** The reasons, in plain words, why a figure is undefined. */
final class Undefined {

    static final String NO_IMAGE = "no image";
    static final String NO_POSITIVE = "no image of the positive class";
    static final String NO_NEGATIVE = "no image of the negative class";
    static final String NONE_PREDICTED = "no image was predicted positive";
    static final String NOTHING_POSITIVE = "no image of the positive class and none predicted positive";

    private Undefined() {}

    /** Why a figure that needs both classes is undefined, or {@code null}. */
    static String classes(long positives, long negatives) {
        if (positives == 0 && negatives == 0) {
            return NO_IMAGE;
        }
        if (positives == 0) {
            return NO_POSITIVE;
        }
        return negatives == 0 ? NO_NEGATIVE : null;
    }

    /** Why a metric is undefined for these counts, or {@code null} where it has a value. */
    static String reason(Metric metric, Confusion confusion) {
        if (confusion.total() == 0) {
            return NO_IMAGE;
        }
        boolean noPositive = confusion.positives() == 0;
        boolean nonePredicted = confusion.predictedPositives() == 0;
        return switch (metric) {
            case ACCURACY, BRIER, CALIBRATION_ERROR, PATIENT_RECOGNITION -> null;
            case BALANCED_ACCURACY, AUC -> classes(confusion.positives(), confusion.negatives());
            case PRECISION -> nonePredicted ? NONE_PREDICTED : null;
            case RECALL, AVERAGE_PRECISION -> noPositive ? NO_POSITIVE : null;
            case SPECIFICITY -> confusion.negatives() == 0 ? NO_NEGATIVE : null;
            case F1 -> noPositive && nonePredicted ? NOTHING_POSITIVE : null;
        };
    }
}
