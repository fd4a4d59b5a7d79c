package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.Instant;

/** One job as the results service shows it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PredictionRow(
        String jobId,
        String batchId,
        String sha256,
        String patientId,
        String slideId,
        BigDecimal magnification,
        String model,
        String modelVersion,
        String state,
        String label,
        BigDecimal score,
        String failureCode,
        String failureDetail,
        Instant submittedAt,
        Instant completedAt) {

    public boolean succeeded() {
        return "SUCCEEDED".equals(state);
    }

    public boolean failed() {
        return "FAILED".equals(state);
    }
}
