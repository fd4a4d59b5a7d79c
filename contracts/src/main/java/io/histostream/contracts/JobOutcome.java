package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** How a job ended. Topic {@link Topics#JOB_OUTCOMES}, key job id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Prediction.class, name = "prediction"),
    @JsonSubTypes.Type(value = JobFailure.class, name = "failure")
})
public sealed interface JobOutcome permits Prediction, JobFailure {

    int SCHEMA_VERSION = 1;

    ImageJob job();

    /** The model version that worked on the job. */
    ModelReference model();

    Instant completedAt();
}
