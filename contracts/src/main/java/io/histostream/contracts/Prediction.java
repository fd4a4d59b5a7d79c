package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A model's answer.
 *
 * @param scores one per label, in the model card's label order; each in [0, 1]
 * @param label the predicted label, one of {@code scores}
 * @param labelMass the probability that a language model's full vocabulary gives to the labels, in [0, 1]: near 0, the
 *     model would rather have said something else; {@code null} where the model gives none
 * @param activationMap key in the image store of the {@link ActivationMaps}, made by the worker, or {@code null}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Prediction(
        int schemaVersion,
        ImageJob job,
        ModelReference model,
        String label,
        List<LabelScore> scores,
        Provenance provenance,
        Timings timings,
        Instant completedAt,
        Double labelMass,
        String activationMap)
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
        if (labelMass != null && !(labelMass >= 0 && labelMass <= 1)) {
            throw new IllegalArgumentException("labelMass must be in [0, 1]");
        }
    }

    /** The same prediction, whose maps lie under a key of the image store. */
    public Prediction withActivationMap(String key) {
        return new Prediction(
                schemaVersion, job, model, label, scores, provenance, timings, completedAt, labelMass, key);
    }
}
