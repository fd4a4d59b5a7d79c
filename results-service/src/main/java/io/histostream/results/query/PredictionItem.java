package io.histostream.results.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.LabelScore;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Timings;
import io.histostream.results.outcome.JobState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One job as clients see it; what it does not have is left out.
 *
 * @param score the score of {@code label}
 * @param labelMass the probability that a language model's full vocabulary gives to the labels
 * @param activationMap address, on this service, of the heat map of {@code label}
 * @param variant the precision that the model was served in, unless it is fp32
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PredictionItem(
        UUID jobId,
        UUID batchId,
        UUID imageId,
        String sha256,
        String dataset,
        String patientId,
        String specimenId,
        String slideId,
        Magnification magnification,
        String model,
        String modelVersion,
        String modelDigest,
        JobState state,
        String label,
        Double score,
        List<LabelScore> scores,
        String failureCode,
        String failureDetail,
        Provenance provenance,
        Timings timings,
        Instant submittedAt,
        Instant completedAt,
        Double labelMass,
        String activationMap,
        String variant) {

    static PredictionItem of(Job job) {
        return new PredictionItem(
                job.jobId,
                job.batchId,
                job.imageId,
                job.sha256,
                job.dataset,
                job.patientId,
                job.specimenId,
                job.slideId,
                job.magnification == null ? null : new Magnification(job.magnification),
                job.model,
                job.modelVersion,
                job.modelDigest,
                job.state,
                job.label,
                job.score,
                job.scores,
                job.failureCode,
                job.failureDetail,
                job.provenance,
                job.timings,
                job.submittedAt,
                job.completedAt,
                job.labelMass,
                job.activationMap == null ? null : mapAddress(job),
                job.variant);
    }

    /** Where clients get the map; its key in the store is nobody's but ours. */
    private static String mapAddress(Job job) {
        return "/v1/images/%s/activation-map?job=%s".formatted(job.imageId, job.jobId);
    }
}
