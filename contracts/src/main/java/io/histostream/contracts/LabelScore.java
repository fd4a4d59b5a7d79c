package io.histostream.contracts;

import java.util.Objects;

/** A label and the model's score for it, in [0, 1]. */
public record LabelScore(String label, double score) {

    public LabelScore {
        Objects.requireNonNull(label, "label");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be in [0, 1]");
        }
    }
}
