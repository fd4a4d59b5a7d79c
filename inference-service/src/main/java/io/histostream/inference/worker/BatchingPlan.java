package io.histostream.inference.worker;

import io.histostream.inference.batching.BatchingLimits;
import io.histostream.inference.model.ExecutionProvider;
import io.histostream.inference.worker.InferenceConfig.Batching;
import java.time.Duration;

/**
 * Fills in what the configuration leaves to the provider and the machine.
 *
 * <p>Several models on one CPU: each may have as many tasks as there are cores, as if it were alone, but the tasks of all
 * go to the same threads, one per core, first come, first served. So there are never more decodings and runs at once than
 * cores; a model alone under load gets the whole machine; and a slow model makes a fast one wait for its tasks at the head
 * of the line, at most one per core and model, never for its whole backlog. A device has threads of its own for each
 * model, since a thread that waits for a device takes no core.
 */
final class BatchingPlan {

    private final InferenceConfig config;
    private final int cores;

    BatchingPlan(InferenceConfig config, int cores) {
        this.config = config;
        this.cores = cores;
    }

    /**
     * @param maxBatchSize the most images that the loaded version computes as one; how many jobs may be in flight does not
     *     depend on it, so that it is the same for a version and the one that takes its place
     */
    BatchingLimits limits(ModelSettings model, ExecutionProvider provider, int maxBatchSize) {
        Duration delay = model.batching(Batching::maxQueueDelay)
                .orElse(provider.isDevice() ? Duration.ofMillis(2) : Duration.ZERO);
        int runs = model.batching(Batching::concurrentRuns).orElse(provider.isDevice() ? 2 : cores);
        int fills = model.batching(Batching::decodeThreads).orElse(cores);
        int buffers = provider.isDevice() ? runs + 2 : runs + 1;
        int capacity = inFlight(buffers, Math.max(maxBatchSize, model.maxBatchSize(provider)));
        return provider.isDevice()
                ? BatchingLimits.device(maxBatchSize, delay, capacity, runs, fills)
                : new BatchingLimits(maxBatchSize, delay, capacity, buffers, runs, runs, fills, Math.max(runs, fills));
    }

    /** Threads that all models on the CPU share: one per core, unless the configuration wants more tasks at once. */
    int sharedThreads() {
        int runs = config.batching().concurrentRuns().orElse(cores);
        int fills = config.batching().decodeThreads().orElse(cores);
        return Math.max(runs, fills);
    }

    /** Every slot taken, and as many images fetched or on their way as a free buffer takes while all others run. */
    private int inFlight(int buffers, int maxBatchSize) {
        return buffers * maxBatchSize + 2 * maxBatchSize + config.fetch().threads();
    }
}
