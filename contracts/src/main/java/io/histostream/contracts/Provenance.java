package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * What a score was computed with, beyond the model.
 *
 * @param preprocessingDigest SHA-256 of the card's preprocessing
 * @param executionProvider {@code cpu}, {@code cuda} or {@code tensorrt}
 * @param runtimeVersion version of ONNX Runtime
 * @param batchSize how many images were computed in the same run
 * @param variant name of the model card's variant, such as {@code int8}; {@code null} for the model itself (fp32)
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
        String preprocessingDigest, String executionProvider, String runtimeVersion, int batchSize, String variant) {

    public Provenance {
        Names.requireSha256(preprocessingDigest);
        Objects.requireNonNull(executionProvider, "executionProvider");
        Objects.requireNonNull(runtimeVersion, "runtimeVersion");
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be positive");
        }
    }
}
