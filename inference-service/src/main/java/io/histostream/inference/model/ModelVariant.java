package io.histostream.inference.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The same model in another precision, as the card lists it.
 *
 * @param file of its graph, one of the card's files
 * @param scoreTolerance how far a golden image's score may lie from that of {@code model.onnx}, absolute
 * @param maxBatchSize the largest batch that it is served with, or {@code null}
 * @param loss measured at export; kept as it is
 */
public record ModelVariant(String file, double scoreTolerance, Integer maxBatchSize, Map<String, Object> loss) {

    /** The precision of {@code model.onnx} itself, which the card does not list among the variants. */
    public static final String FP32 = "fp32";

    public ModelVariant {
        requireNonNull(file, "variants.file");
        if (!(scoreTolerance > 0 && scoreTolerance <= 1)) {
            throw new IllegalArgumentException("variants.scoreTolerance must be greater than 0 and at most 1");
        }
        if (maxBatchSize != null && maxBatchSize < 1) {
            throw new IllegalArgumentException("variants.maxBatchSize must be at least 1");
        }
        loss = loss == null ? Map.of() : loss;
    }
}
