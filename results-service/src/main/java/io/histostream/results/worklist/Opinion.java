package io.histostream.results.worklist;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one model says of an image, by its latest outcome; what it does not say is left out.
 *
 * @param score of {@code label}
 * @param positiveScore of all of the model's labels together that belong to the positive one
 * @param isPositive whether {@code label} belongs to the positive one
 * @param threshold the model's decision threshold
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Opinion(
        String model,
        String version,
        String label,
        Double score,
        Double positiveScore,
        String failureCode,
        @JsonIgnore boolean isPositive,
        @JsonIgnore double threshold) {

    boolean isFailure() {
        return failureCode != null;
    }

    /** Whether it can be held against those of other models. */
    boolean isScored() {
        return positiveScore != null;
    }

    /** From 0, as far from the threshold as a score can be, to 1, on it. */
    double nearness() {
        return 1 - distance() / Math.max(threshold, 1 - threshold);
    }

    double distance() {
        return Math.abs(positiveScore - threshold);
    }
}
