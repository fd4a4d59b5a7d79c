package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A model's answer.
 *
 * @param scores one per label, in the model card's label order; each in [0, 1]
 * @param label the predicted label, one of {@code scores}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Prediction(
        int schemaVersion,
        ImageJob job,
        ModelReference model,
        String label,
        List<LabelScore> scores,
        Provenance provenance,
        Timings timings,
        Instant completedAt)
        implements JobOutcome {

    public Prediction {
        SchemaVersion.require(JobOutcome.SCHEMA_VERSION, schemaVersion);
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(label, "label");
        scores = List.copyOf(scores);
        if (scores.stream().noneMatch(score -> score.label().equals(label))) {
            throw new IllegalArgumentException("the predicted label has no score");
        }
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(timings, "timings");
        Objects.requireNonNull(completedAt, "completedAt");
    }
}
