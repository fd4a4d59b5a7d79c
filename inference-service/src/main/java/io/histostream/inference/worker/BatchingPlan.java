package io.histostream.inference.worker;

import io.histostream.inference.batching.BatchingLimits;
import io.histostream.inference.model.ExecutionProvider;
import java.time.Duration;

/** Fills in what the configuration leaves to the provider and the machine. */
final class BatchingPlan {

    private final InferenceConfig config;
    private final int cores;

    BatchingPlan(InferenceConfig config, int cores) {
        this.config = config;
        this.cores = cores;
    }

    int maxBatchSize(ExecutionProvider provider) {
        return config.batching().maxBatchSize().orElse(provider.isDevice() ? 32 : 4);
    }

    /** @param maxBatchSize of the served model, which may be less than the provider's */
    BatchingLimits limits(ExecutionProvider provider, int maxBatchSize) {
        Duration delay =
                config.batching().maxQueueDelay().orElse(provider.isDevice() ? Duration.ofMillis(2) : Duration.ZERO);
        int runs = config.batching().concurrentRuns().orElse(provider.isDevice() ? 2 : cores);
        int fills = config.batching().decodeThreads().orElse(cores);
        int buffers = provider.isDevice() ? runs + 2 : runs + 1;
        int capacity = inFlight(buffers, maxBatchSize);
        return provider.isDevice()
                ? BatchingLimits.device(maxBatchSize, delay, capacity, runs, fills)
                : new BatchingLimits(maxBatchSize, delay, capacity, buffers, runs, runs, fills, Math.max(runs, fills));
    }

    /** Every slot taken, and as many images fetched or on their way as a free buffer takes while all others run. */
    private int inFlight(int buffers, int maxBatchSize) {
        return buffers * maxBatchSize + 2 * maxBatchSize + config.fetch().threads();
    }
}
