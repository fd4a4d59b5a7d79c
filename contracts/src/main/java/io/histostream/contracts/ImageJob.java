package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One image to classify by one model. Topic {@link Topics#imageJobs}, key job id. Its outcome carries it whole, so that
 * a result never waits for, or disagrees with, another message.
 *
 * @param jobId {@link Ids#job}: a re-published job has the same id
 * @param dataset {@code null} where the lab does not say
 * @param magnification {@code null} where the lab does not say
 * @param submittedAt when the batch was accepted
 * @param activationMap true where the lab asked for a heat map, or {@code null}; a model without maps gives none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageJob(
        int schemaVersion,
        UUID jobId,
        UUID batchId,
        UUID imageId,
        String tenant,
        String dataset,
        ImageReference image,
        Specimen specimen,
        Magnification magnification,
        String model,
        Instant submittedAt,
        Boolean activationMap) {

    public static final int SCHEMA_VERSION = 1;

    public ImageJob {
        SchemaVersion.require(SCHEMA_VERSION, schemaVersion);
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(batchId, "batchId");
        Objects.requireNonNull(imageId, "imageId");
        Names.requireTenant(tenant);
        Names.datasetOrNull(dataset);
        Objects.requireNonNull(image, "image");
        specimen = specimen == null ? Specimen.UNKNOWN : specimen;
        Names.requireModel(model);
        Objects.requireNonNull(submittedAt, "submittedAt");
        activationMap = trueOrNull(activationMap);
    }

    public boolean wantsActivationMap() {
        return activationMap != null;
    }

    /** What is false is left out of a message, as it was before there was such a field. */
    static Boolean trueOrNull(Boolean wish) {
        return Boolean.TRUE.equals(wish) ? Boolean.TRUE : null;
    }
}
