package io.histostream.inference.worker;

import io.histostream.contracts.FailureCode;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobFailure;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.LabelScore;
import io.histostream.contracts.ModelReference;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Timings;
import io.histostream.inference.batching.BatchRunException;
import io.histostream.inference.batching.BatchedResult;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.model.ModelBrokenException;
import io.histostream.inference.model.Scores;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import org.jboss.logging.Logger;

/** Says how a job ended. */
final class Outcomes {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);

    private final ModelReference model;
    private final Scores scores;
    private final Provenance provenance;
    private final Clock clock;

    /**
     * @param provenance of every prediction, but for its batch size
     */
    Outcomes(ModelReference model, Scores scores, Provenance provenance, Clock clock) {
        this.model = model;
        this.scores = scores;
        this.provenance = provenance;
        this.clock = clock;
    }

    JobOutcome of(ImageJob job, BatchedResult result, long fetchNanos) {
        List<LabelScore> found = scores.of(result.outputs());
        OptionalDouble mass = scores.labelMass(result.outputs());
        if (found.isEmpty() || mass.isPresent() && Double.isNaN(mass.getAsDouble())) {
            return failure(job, FailureCode.SCORE_NOT_FINITE, "the model gave a score that is not a number");
        }
        return new Prediction(
                JobOutcome.SCHEMA_VERSION,
                job,
                model,
                scores.predicted(found),
                found,
                new Provenance(
                        provenance.preprocessingDigest(),
                        provenance.executionProvider(),
                        provenance.runtimeVersion(),
                        result.batchSize(),
                        provenance.variant()),
                new Timings(
                        fetchNanos / 1_000,
                        result.fillNanos() / 1_000,
                        result.queueNanos() / 1_000,
                        result.computeNanos() / 1_000),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                mass.isPresent() ? mass.getAsDouble() : null,
                null);
    }

    /**
     * What a failure on the way says about the image.
     *
     * @throws JobHeldException when it says nothing about the image
     */
    JobOutcome of(ImageJob job, Throwable failure) {
        if (failure instanceof ImageRejectedException rejected) {
            return failure(job, rejected.code(), rejected.getMessage());
        }
        if (failure instanceof BatchRunException) {
            if (failure.getCause() instanceof ModelBrokenException) {
                throw new JobHeldException("the model is broken");
            }
            LOG.warnf(
                    "The run fails with the image of job %s alone: %s",
                    job.jobId(), failure.getCause().getMessage());
            return failure(job, FailureCode.INFERENCE_FAILED, "the model run fails with this image alone");
        }
        if (failure instanceof OutOfMemoryError) {
            return failure(job, FailureCode.TOO_LARGE, "decoding takes more memory than the worker has");
        }
        if (failure instanceof JobHeldException held) {
            throw held;
        }
        LOG.errorf(failure, "Decoding the image of job %s ended in a defect", job.jobId());
        return failure(job, FailureCode.CORRUPT, "the picture cannot be decoded");
    }

    private JobOutcome failure(ImageJob job, FailureCode code, String detail) {
        return new JobFailure(
                JobOutcome.SCHEMA_VERSION,
                job,
                model,
                code,
                detail,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
