package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Prediction;
import io.histostream.inference.batching.BatchedResult;
import io.histostream.inference.image.ImageRejectedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Turns a model's jobs into outcomes: fetch, then decode into a slot of a batch, then the run, then the maps are kept if
 * they are wanted. Thread-safe.
 *
 * <p>Fetching and keeping have threads of their own, since they wait for others; decoding and running share the
 * batcher's. A job takes the
 * version that serves when its bytes are there, and all the rest is that version's.
 */
final class JobPipeline {

    private final ImageFetcher fetcher;
    private final Executor fetchThreads;
    private final FetchedBytes fetchedBytes;
    private final Supplier<ServedVersion> begun;
    private final InferenceMetrics metrics;

    /**
     * @param begun the version in service, in which one more job has begun; throws {@link JobHeldException} if there is none
     */
    JobPipeline(
            ImageFetcher fetcher,
            Executor fetchThreads,
            FetchedBytes fetchedBytes,
            Supplier<ServedVersion> begun,
            InferenceMetrics metrics) {
        this.fetcher = fetcher;
        this.fetchThreads = fetchThreads;
        this.fetchedBytes = fetchedBytes;
        this.begun = begun;
        this.metrics = metrics;
    }

    /** Fails only with {@link JobHeldException} or by a defect. */
    CompletableFuture<JobOutcome> process(ImageJob job) {
        CompletableFuture<JobOutcome> outcome = new CompletableFuture<>();
        fetchThreads.execute(() -> fetch(job, outcome));
        return outcome;
    }

    private void fetch(ImageJob job, CompletableFuture<JobOutcome> outcome) {
        Runnable release = () -> {};
        long startedAt = System.nanoTime();
        try {
            release = fetchedBytes.take(job.image().size());
            startedAt = System.nanoTime();
            byte[] bytes = fetcher.fetch(job.image());
            compute(job, bytes, release, System.nanoTime() - startedAt, outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            release.run();
            outcome.completeExceptionally(new JobHeldException("the worker stops"));
        } catch (ImageRejectedException e) {
            release.run();
            reject(job, outcome, e);
        } catch (Throwable e) {
            // Whatever else goes wrong before the picture is looked at says nothing about it; unsaid, the job would
            // never end.
            release.run();
            outcome.completeExceptionally(e);
        }
    }

    private void compute(
            ImageJob job, byte[] bytes, Runnable release, long fetchNanos, CompletableFuture<JobOutcome> outcome) {
        metrics.fetched(fetchNanos);
        ServedVersion version = begun.get();
        try {
            var unused = version.compute(job, bytes, release)
                    .whenComplete((result, failure) -> end(job, version, outcome, result, failure, fetchNanos));
        } catch (RuntimeException e) {
            version.end();
            throw e;
        }
    }

    private void reject(ImageJob job, CompletableFuture<JobOutcome> outcome, ImageRejectedException rejected) {
        try {
            end(job, begun.get(), outcome, null, rejected, 0);
        } catch (JobHeldException held) {
            outcome.completeExceptionally(held);
        }
    }

    private void end(
            ImageJob job,
            ServedVersion version,
            CompletableFuture<JobOutcome> outcome,
            BatchedResult result,
            Throwable failure,
            long fetchNanos) {
        try {
            JobOutcome ended =
                    failure == null ? version.outcome(job, result, fetchNanos) : version.outcome(job, failure);
            if (result != null) {
                metrics.computed(result);
            }
            if (ended instanceof Prediction prediction && version.maps().isWanted(job)) {
                fetchThreads.execute(() -> keepMaps(version.maps(), prediction, result, outcome));
            } else {
                complete(outcome, ended);
            }
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        } finally {
            version.end();
        }
    }

    /** The outcome that names the maps is published only when they are durable. */
    private void keepMaps(
            ActivationMapStore maps,
            Prediction prediction,
            BatchedResult result,
            CompletableFuture<JobOutcome> outcome) {
        try {
            complete(outcome, maps.keep(prediction, result.outputs()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome.completeExceptionally(new JobHeldException("the worker stops"));
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        }
    }

    private void complete(CompletableFuture<JobOutcome> outcome, JobOutcome ended) {
        metrics.ended(ended);
        outcome.complete(ended);
    }
}
