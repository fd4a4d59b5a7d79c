package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.histostream.contracts.LabelScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One job as the results service shows it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PredictionRow(
        String jobId,
        String batchId,
        String imageId,
        String sha256,
        String patientId,
        String slideId,
        BigDecimal magnification,
        String model,
        String modelVersion,
        String state,
        String label,
        BigDecimal score,
        List<LabelScore> scores,
        String failureCode,
        String failureDetail,
        Instant submittedAt,
        Instant completedAt,
        BigDecimal labelMass,
        String activationMap,
        String variant) {

    public boolean succeeded() {
        return "SUCCEEDED".equals(state);
    }

    /** The score of a label, or {@code null} where the model has none such. */
    public Double scoreOf(String wanted) {
        return labelScores()
                .filter(given -> given.label().equals(wanted))
                .map(LabelScore::score)
                .findFirst()
                .orElse(null);
    }

    /** The labels that the model chose from. */
    public Stream<String> labels() {
        return labelScores().map(LabelScore::label);
    }

    private Stream<LabelScore> labelScores() {
        return scores == null ? Stream.empty() : scores.stream();
    }

    /** For example {@code 1.0.0} or {@code 1.0.0 int8}; empty while the job waits. */
    public String servedVersion() {
        return (modelVersion == null ? "" : modelVersion) + (variant == null ? "" : " " + variant);
    }

    public boolean failed() {
        return "FAILED".equals(state);
    }
}
