package io.histostream.results.evaluation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.statistics.Figure;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One row of the table, drawn. Everything but the head is absent where the leak guard refused.
 *
 * @param positive images whose truth is the positive label
 */
@Schema(name = "Curves")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Curves(
        String dataset,
        String model,
        String version,
        @JsonInclude(JsonInclude.Include.ALWAYS) Magnification magnification,
        boolean crossValidated,
        String positiveLabel,
        Instant evaluatedAt,
        LeakGuard leakGuard,
        int images,
        int patients,
        int positive,
        int negative,
        Roc roc,
        PrecisionRecall precisionRecall,
        Reliability reliability,
        Confusion confusion,
        Evaluation.Bootstrap bootstrap,
        String notice) {

    /** @param undefined why there is no curve; absent where there is one */
    @Schema(name = "RocCurve")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Roc(List<RocPoint> points, List<RocBand> band, Figure auc, String undefined) {}

    /** @param threshold {@code null} for the point at which nothing is called positive */
    @Schema(name = "RocPoint")
    public record RocPoint(Double threshold, double falsePositiveRate, double truePositiveRate) {}

    @Schema(name = "RocBand")
    public record RocBand(double falsePositiveRate, double low, double high) {}

    /** @param undefined why there is no curve; absent where there is one */
    @Schema(name = "PrecisionRecallCurve")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PrecisionRecall(
            List<PrecisionRecallPoint> points, List<RecallBand> band, Figure averagePrecision, String undefined) {}

    /** @param threshold {@code null} for the point at which nothing is called positive */
    @Schema(name = "PrecisionRecallPoint")
    public record PrecisionRecallPoint(Double threshold, double recall, double precision) {}

    @Schema(name = "RecallBand")
    public record RecallBand(double recall, double low, double high) {}

    @Schema(name = "ReliabilityDiagram")
    public record Reliability(List<Bin> bins, Figure brier, Figure calibrationError) {}

    /**
     * Scores from {@code low} to {@code high}; what is not there has no image in the bin.
     *
     * @param observed share of positives
     * @param observedLow lower end of its interval
     */
    @Schema(name = "ReliabilityBin")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Bin(
            double low,
            double high,
            int count,
            Double meanScore,
            Double observed,
            Double observedLow,
            Double observedHigh) {}
}
