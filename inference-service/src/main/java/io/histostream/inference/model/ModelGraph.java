package io.histostream.inference.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The graph of a package that is served.
 *
 * @param variant empty for {@code model.onnx} itself
 */
public record ModelGraph(Path file, Optional<String> variant, Optional<ModelVariant> rules) {

    /** Relative, for {@code model.onnx}. */
    static final double TOLERANCE = 1e-4;

    /** Below this a score is as good as 0, and float32 cannot hold it relative to anything. */
    private static final double NEGLIGIBLE = 1e-9;

    /** Whether a golden image's score is near enough to the one of {@code model.onnx} where it was exported. */
    boolean agrees(double expected, double score) {
        double tolerance =
                rules.map(ModelVariant::scoreTolerance).orElse(Math.max(TOLERANCE * Math.abs(expected), NEGLIGIBLE));
        return Math.abs(score - expected) <= tolerance;
    }

    /** The largest batch of those that are wanted and those that the variant allows. */
    int largestBatch(int wanted) {
        return rules.map(ModelVariant::maxBatchSize)
                .map(largest -> Math.min(largest, wanted))
                .orElse(wanted);
    }
}
