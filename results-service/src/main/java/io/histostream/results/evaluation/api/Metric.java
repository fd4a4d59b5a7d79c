package io.histostream.results.evaluation.api;

import io.histostream.results.evaluation.statistics.Figure;
import java.util.function.Function;

/** The measures of a table row, in the table's order. */
public enum Metric {
    ACCURACY("accuracy", "Accuracy", Metrics::accuracy),
    BALANCED_ACCURACY("balancedAccuracy", "Balanced accuracy", Metrics::balancedAccuracy),
    PRECISION("precision", "Precision", Metrics::precision),
    RECALL("recall", "Recall", Metrics::recall),
    SPECIFICITY("specificity", "Specificity", Metrics::specificity),
    F1("f1", "F1", Metrics::f1),
    AUC("auc", "AUC", Metrics::auc),
    AVERAGE_PRECISION("averagePrecision", "Average precision", Metrics::averagePrecision),
    BRIER("brier", "Brier score", Metrics::brier),
    CALIBRATION_ERROR("calibrationError", "Calibration error", Metrics::calibrationError),
    PATIENT_RECOGNITION("patientRecognition", "Patient recognition", Metrics::patientRecognition);

    private final String key;
    private final String title;
    private final Function<Metrics, Figure> figure;

    Metric(String key, String title, Function<Metrics, Figure> figure) {
        this.key = key;
        this.title = title;
        this.figure = figure;
    }

    /** The name in JSON and CSV. */
    public String key() {
        return key;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    public Figure of(Metrics metrics) {
        return figure.apply(metrics);
    }
}
