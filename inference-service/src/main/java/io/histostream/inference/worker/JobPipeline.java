package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Prediction;
import io.histostream.inference.batching.BatchedResult;
import io.histostream.inference.batching.DynamicBatcher;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.image.Preprocessor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Turns a job into its outcome: fetch, then decode into a slot of a batch, then the run, then the maps are kept if they
 * are wanted. Thread-safe.
 *
 * <p>Fetching and keeping have threads of their own, since they wait for others; decoding and running share the
 * batcher's.
 */
final class JobPipeline {

    private static final int BYTES_PER_PERMIT = 1024;

    private final ImageFetcher fetcher;
    private final Executor fetchThreads;
    private final Semaphore fetchedBytes;
    private final int allBytes;
    private final Preprocessor preprocessor;
    private final DynamicBatcher batcher;
    private final Outcomes outcomes;
    private final ActivationMapStore maps;
    private final InferenceMetrics metrics;

    /**
     * @param fetchMemory how many bytes of fetched images may wait to be decoded; an image that is larger waits alone
     */
    JobPipeline(
            ImageFetcher fetcher,
            Executor fetchThreads,
            long fetchMemory,
            Preprocessor preprocessor,
            DynamicBatcher batcher,
            Outcomes outcomes,
            ActivationMapStore maps,
            InferenceMetrics metrics) {
        this.fetcher = fetcher;
        this.fetchThreads = fetchThreads;
        this.allBytes = Math.max(1, Math.toIntExact(fetchMemory / BYTES_PER_PERMIT));
        this.fetchedBytes = new Semaphore(allBytes, true);
        this.preprocessor = preprocessor;
        this.batcher = batcher;
        this.outcomes = outcomes;
        this.maps = maps;
        this.metrics = metrics;
    }

    /** Fails only with {@link JobHeldException} or by a defect. */
    CompletableFuture<JobOutcome> process(ImageJob job) {
        CompletableFuture<JobOutcome> outcome = new CompletableFuture<>();
        fetchThreads.execute(() -> fetch(job, outcome));
        return outcome;
    }

    private void fetch(ImageJob job, CompletableFuture<JobOutcome> outcome) {
        int permits = (int) Math.min(allBytes, job.image().size() / BYTES_PER_PERMIT + 1);
        try {
            fetchedBytes.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome.completeExceptionally(new JobHeldException("the worker stops"));
            return;
        }
        long startedAt = System.nanoTime();
        try {
            byte[] bytes = fetcher.fetch(job.image());
            decode(job, bytes, permits, System.nanoTime() - startedAt, outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fetchedBytes.release(permits);
            outcome.completeExceptionally(new JobHeldException("the worker stops"));
        } catch (ImageRejectedException e) {
            fetchedBytes.release(permits);
            end(job, outcome, null, e, System.nanoTime() - startedAt);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Whatever else goes wrong before the picture is looked at says nothing about it.
            fetchedBytes.release(permits);
            outcome.completeExceptionally(e);
        }
    }

    private void decode(
            ImageJob job, byte[] bytes, int permits, long fetchNanos, CompletableFuture<JobOutcome> outcome) {
        metrics.fetched(fetchNanos);
        var unused = batcher.submit(slot -> {
                    try {
                        preprocessor.preprocess(bytes, job.image().mediaType(), slot);
                    } finally {
                        fetchedBytes.release(permits);
                    }
                })
                .whenComplete((result, failure) -> end(job, outcome, result, failure, fetchNanos));
    }

    private void end(
            ImageJob job,
            CompletableFuture<JobOutcome> outcome,
            BatchedResult result,
            Throwable failure,
            long fetchNanos) {
        try {
            JobOutcome ended = failure == null ? outcomes.of(job, result, fetchNanos) : outcomes.of(job, failure);
            if (result != null) {
                metrics.computed(result);
            }
            if (ended instanceof Prediction prediction && maps.isWanted(job)) {
                fetchThreads.execute(() -> keepMaps(prediction, result, outcome));
            } else {
                complete(outcome, ended);
            }
        } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
        }
    }

    /** The outcome that names the maps is published only when they are durable. */
    private void keepMaps(Prediction prediction, BatchedResult result, CompletableFuture<JobOutcome> outcome) {
        try {
            complete(outcome, maps.keep(prediction, result.outputs()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome.completeExceptionally(new JobHeldException("the worker stops"));
        } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
        }
    }

    private void complete(CompletableFuture<JobOutcome> outcome, JobOutcome ended) {
        metrics.ended(ended);
        outcome.complete(ended);
    }
}
