package io.histostream.inference.batching;

import java.time.Duration;

/**
 * How images are gathered into batches.
 *
 * @param maxBatchSize the most images in one run
 * @param maxQueueDelay how long a filled slot waits for others before a batch that is not full runs
 * @param queueCapacity how many images may be unfinished, those in a batch included; more are refused
 * @param buffers how many batch buffers there are: batches being filled, waiting and running
 * @param openBatches how many batches may be filled side by side: one where few large runs are wanted (GPU), as many as
 *     there are runs where each core shall work on its own (CPU)
 * @param concurrentRuns how many batches may run at once
 * @param concurrentFills how many slots may be filled at once
 * @param concurrentTasks how many runs and fills together; the number of cores where both compete for them
 */
public record BatchingLimits(
        int maxBatchSize,
        Duration maxQueueDelay,
        int queueCapacity,
        int buffers,
        int openBatches,
        int concurrentRuns,
        int concurrentFills,
        int concurrentTasks) {

    public BatchingLimits {
        requirePositive("maxBatchSize", maxBatchSize);
        requirePositive("queueCapacity", queueCapacity);
        requirePositive("buffers", buffers);
        requirePositive("openBatches", openBatches);
        requirePositive("concurrentRuns", concurrentRuns);
        requirePositive("concurrentFills", concurrentFills);
        requirePositive("concurrentTasks", concurrentTasks);
        if (maxQueueDelay.isNegative()) {
            throw new IllegalArgumentException("maxQueueDelay must not be negative");
        }
    }

    /** Filling and running share the cores: no more tasks than cores, each core on a batch of its own. */
    public static BatchingLimits sharedCores(int maxBatchSize, Duration maxQueueDelay, int queueCapacity, int cores) {
        return new BatchingLimits(maxBatchSize, maxQueueDelay, queueCapacity, cores + 1, cores, cores, cores, cores);
    }

    /** Runs wait for a device while the cores fill the next batches. */
    public static BatchingLimits device(
            int maxBatchSize, Duration maxQueueDelay, int queueCapacity, int concurrentRuns, int concurrentFills) {
        int buffers = concurrentRuns + 2;
        int tasks = concurrentRuns + concurrentFills;
        return new BatchingLimits(
                maxBatchSize, maxQueueDelay, queueCapacity, buffers, 1, concurrentRuns, concurrentFills, tasks);
    }

    /** How many images have a slot at once. */
    public int slots() {
        return buffers * maxBatchSize;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1");
        }
    }
}
