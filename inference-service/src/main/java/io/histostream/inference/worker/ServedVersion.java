package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.inference.batching.BatchedResult;
import io.histostream.inference.batching.BatchingLimits;
import io.histostream.inference.batching.DynamicBatcher;
import io.histostream.inference.model.ServedModel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One version of a model at work: preprocessing, batch buffers, session and what outcomes say of it, so that a job that
 * began with a version ends with it. Thread-safe. Once retired it takes no job, and is idle when the last one has ended.
 */
final class ServedVersion implements AutoCloseable {

    private final ServedModel served;
    private final BatchingLimits limits;
    private final DynamicBatcher batcher;
    private final Outcomes outcomes;
    private final ActivationMapStore maps;
    private final Runnable afterClose;
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private int jobs;
    private boolean retired;

    /**
     * @param afterClose gives back what was made for this version alone
     */
    ServedVersion(
            ServedModel served,
            BatchingLimits limits,
            DynamicBatcher batcher,
            Outcomes outcomes,
            ActivationMapStore maps,
            Runnable afterClose) {
        this.served = served;
        this.limits = limits;
        this.batcher = batcher;
        this.outcomes = outcomes;
        this.maps = maps;
        this.afterClose = afterClose;
    }

    /** False when the version is retired: the job must take another. */
    synchronized boolean begin() {
        if (!retired) {
            jobs++;
        }
        return !retired;
    }

    void end() {
        boolean last;
        synchronized (this) {
            jobs--;
            last = retired && jobs == 0;
        }
        if (last) {
            idle.complete(null);
        }
    }

    /** Takes no more jobs; completes when those that have begun are ended. */
    CompletableFuture<Void> retire() {
        boolean none;
        synchronized (this) {
            retired = true;
            none = jobs == 0;
        }
        if (none) {
            idle.complete(null);
        }
        return idle;
    }

    /**
     * Decodes an image into a batch and computes it; the job must have begun.
     *
     * @param afterDecoding runs when the bytes are no longer needed
     */
    CompletableFuture<BatchedResult> compute(ImageJob job, byte[] image, Runnable afterDecoding) {
        return batcher.submit(slot -> {
            try {
                served.preprocessor().preprocess(image, job.image().mediaType(), slot);
            } finally {
                afterDecoding.run();
            }
        });
    }

    JobOutcome outcome(ImageJob job, BatchedResult result, long fetchNanos) {
        return outcomes.of(job, result, fetchNanos);
    }

    /**
     * @throws JobHeldException when the failure says nothing about the image
     */
    JobOutcome outcome(ImageJob job, Throwable failure) {
        return outcomes.of(job, failure);
    }

    ActivationMapStore maps() {
        return maps;
    }

    ServedModel served() {
        return served;
    }

    String version() {
        return served.model().card().version();
    }

    String digest() {
        return served.model().reference().digest();
    }

    /** How many jobs it may have at once. */
    int capacity() {
        return limits.queueCapacity();
    }

    Optional<Duration> longestTask() {
        return batcher.longestTask();
    }

    boolean isBroken() {
        return served.engine().isBroken();
    }

    /** Closes the session; only once idle. */
    @Override
    public void close() {
        try {
            served.close();
        } finally {
            afterClose.run();
        }
    }
}
