package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Objects;

/**
 * A job that has no prediction because of its image.
 *
 * @param detail one sentence for a person, without identifiers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobFailure(
        int schemaVersion, ImageJob job, ModelReference model, FailureCode code, String detail, Instant completedAt)
        implements JobOutcome {

    public JobFailure {
        SchemaVersion.require(JobOutcome.SCHEMA_VERSION, schemaVersion);
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(completedAt, "completedAt");
    }
}
