package io.histostream.results.evaluation.statistics;

/** What is measured of a model on labelled images; the positive class is the one that precision, recall and F1 speak of. */
public enum Metric {
    ACCURACY("accuracy"),
    /** Mean of recall and specificity; undefined where a class is missing. */
    BALANCED_ACCURACY("balancedAccuracy"),
    PRECISION("precision"),
    RECALL("recall"),
    SPECIFICITY("specificity"),
    F1("f1"),
    /** Area under the ROC curve: a positive image scores above a negative one, a tie counts half. */
    AUC("auc"),
    /** Sum over thresholds of precision times gain in recall, not interpolated, as scikit-learn defines it. */
    AVERAGE_PRECISION("averagePrecision"),
    /** Mean squared difference of the positive label's score and the truth. */
    BRIER("brier"),
    /** Expected calibration error over the ten bins of {@link ScoreBins}. */
    CALIBRATION_ERROR("calibrationError"),
    /** BreakHis' patient score (Spanhol et al. 2016): mean over patients of the share of their images that are right. */
    PATIENT_RECOGNITION("patientRecognition");

    private final String jsonName;

    Metric(String jsonName) {
        this.jsonName = jsonName;
    }

    /** The metric's one name in JSON, CSV and pages. */
    public String jsonName() {
        return jsonName;
    }
}
