package io.histostream.results.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobFailure;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.LabelScore;
import io.histostream.contracts.Prediction;
import java.util.UUID;

/**
 * One row of table {@code job}, to be written.
 *
 * @param outcome {@code null} while the job is only accepted
 */
public record JobRow(ImageJob job, JobState state, JobOutcome outcome) {

    public static JobRow accepted(ImageJob job) {
        return new JobRow(job, JobState.ACCEPTED, null);
    }

    public static JobRow of(JobOutcome outcome) {
        JobState state = outcome instanceof Prediction ? JobState.SUCCEEDED : JobState.FAILED;
        return new JobRow(outcome.job(), state, outcome);
    }

    UUID jobId() {
        return job.jobId();
    }

    /** Empty for a job without a prediction. */
    private Prediction prediction() {
        return outcome instanceof Prediction prediction ? prediction : null;
    }

    private JobFailure failure() {
        return outcome instanceof JobFailure failure ? failure : null;
    }

    String modelVersion() {
        return outcome == null ? null : outcome.model().version();
    }

    String modelDigest() {
        return outcome == null ? null : outcome.model().digest();
    }

    String label() {
        return prediction() == null ? null : prediction().label();
    }

    /** The score of the predicted label. */
    Double score() {
        return prediction() == null
                ? null
                : prediction().scores().stream()
                        .filter(score -> score.label().equals(label()))
                        .map(LabelScore::score)
                        .findFirst()
                        .orElse(null);
    }

    String scores() {
        return prediction() == null ? null : json(prediction().scores());
    }

    String provenance() {
        return prediction() == null ? null : json(prediction().provenance());
    }

    String timings() {
        return prediction() == null ? null : json(prediction().timings());
    }

    Double labelMass() {
        return prediction() == null ? null : prediction().labelMass();
    }

    String activationMap() {
        return prediction() == null ? null : prediction().activationMap();
    }

    String variant() {
        return prediction() == null ? null : prediction().provenance().variant();
    }

    public String failureCode() {
        return failure() == null ? null : failure().code().name();
    }

    String failureDetail() {
        return failure() == null ? null : failure().detail();
    }

    private static String json(Object value) {
        try {
            return ContractJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message that was read can be written", e);
        }
    }
}
