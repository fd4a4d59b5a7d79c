package io.histostream.cli.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The figures of the study's table, by the names that the results service gives them. */
public enum Metric {
    ACCURACY("accuracy", "accuracy"),
    BALANCED_ACCURACY("balancedAccuracy", "balanced accuracy"),
    PRECISION("precision", "precision"),
    RECALL("recall", "recall"),
    SPECIFICITY("specificity", "specificity"),
    F1("f1", "F1"),
    AUC("auc", "AUC"),
    AVERAGE_PRECISION("averagePrecision", "average precision"),
    BRIER("brier", "Brier score"),
    CALIBRATION_ERROR("calibrationError", "calibration error"),
    PATIENT_RECOGNITION("patientRecognition", "patient recognition");

    /** All of them, as a command line takes them. */
    public static final String NAMES = "accuracy, balanced-accuracy, precision, recall, specificity, f1, auc, "
            + "average-precision, brier, calibration-error, patient-recognition";

    /** What the study prints. */
    public static final List<Metric> STUDY = List.of(ACCURACY, PRECISION, RECALL, F1, AUC);

    private final String key;
    private final String title;

    Metric(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** Its name in JSON. */
    public String key() {
        return key;
    }

    /** As it heads a table. */
    public String title() {
        return title;
    }

    /** By its name in any spelling, such as {@code balanced-accuracy} or {@code balancedAccuracy}. */
    public static Metric of(String name) {
        return Arrays.stream(values())
                .filter(metric -> plain(metric.key).equals(plain(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no metric " + name + "; there are " + NAMES));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
