package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * What a score was computed with, beyond the model.
 *
 * @param preprocessingDigest SHA-256 of the card's preprocessing
 * @param executionProvider {@code cpu}, {@code cuda} or {@code tensorrt}
 * @param runtimeVersion version of ONNX Runtime
 * @param batchSize how many images were computed in the same run
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Provenance(String preprocessingDigest, String executionProvider, String runtimeVersion, int batchSize) {

    public Provenance {
        Names.requireSha256(preprocessingDigest);
        Objects.requireNonNull(executionProvider, "executionProvider");
        Objects.requireNonNull(runtimeVersion, "runtimeVersion");
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be positive");
        }
    }
}
