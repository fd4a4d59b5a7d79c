package io.histostream.results.evaluation.api;

import io.histostream.results.evaluation.statistics.Figure;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One figure for each {@link Metric}. */
@Schema(name = "Metrics")
public record Metrics(
        Figure accuracy,
        Figure balancedAccuracy,
        Figure precision,
        Figure recall,
        Figure specificity,
        Figure f1,
        Figure auc,
        Figure averagePrecision,
        Figure brier,
        Figure calibrationError,
        Figure patientRecognition) {

    public static Metrics of(Function<Metric, Figure> figures) {
        return new Metrics(
                figures.apply(Metric.ACCURACY),
                figures.apply(Metric.BALANCED_ACCURACY),
                figures.apply(Metric.PRECISION),
                figures.apply(Metric.RECALL),
                figures.apply(Metric.SPECIFICITY),
                figures.apply(Metric.F1),
                figures.apply(Metric.AUC),
                figures.apply(Metric.AVERAGE_PRECISION),
                figures.apply(Metric.BRIER),
                figures.apply(Metric.CALIBRATION_ERROR),
                figures.apply(Metric.PATIENT_RECOGNITION));
    }

    public static Metrics undefined(String why) {
        Figure figure = Figure.undefined(why);
        return of(metric -> figure);
    }

    public Figure get(Metric metric) {
        return metric.of(this);
    }
}
