package io.histostream.inference.batching;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Makes batchers whose threads and time are driven by hand; an image is a number that fills its slot. */
final class HandDrivenBatchers {

    static final int ELEMENTS = 3;

    private static final int QUEUE_CAPACITY = 100;

    private final HandDrivenExecutor executor = new HandDrivenExecutor();
    private final HandDrivenTime time = new HandDrivenTime();
    private final RecordingRunner runner = new RecordingRunner(ELEMENTS);

    HandDrivenExecutor executor() {
        return executor;
    }

    HandDrivenTime time() {
        return time;
    }

    RecordingRunner runner() {
        return runner;
    }

    BatchingLimits onOneCoreLimits(int maxBatchSize) {
        return BatchingLimits.sharedCores(maxBatchSize, Duration.ZERO, QUEUE_CAPACITY, 1);
    }

    DynamicBatcher onOneCore(int maxBatchSize) {
        return batcher(onOneCoreLimits(maxBatchSize));
    }

    DynamicBatcher onDevice(int maxBatchSize, Duration delay, int runs, int fills) {
        return batcher(BatchingLimits.device(maxBatchSize, delay, QUEUE_CAPACITY, runs, fills));
    }

    DynamicBatcher batcher(BatchingLimits limits) {
        return batcher(limits, runner);
    }

    DynamicBatcher batcher(BatchingLimits limits, BatchRunner batchRunner) {
        return new DynamicBatcher(limits, ELEMENTS, batchRunner, executor, time, time);
    }

    static List<CompletableFuture<BatchedResult>> submit(DynamicBatcher batcher, int... numbers) {
        List<CompletableFuture<BatchedResult>> results = new ArrayList<>();
        for (int number : numbers) {
            results.add(batcher.submit(image(number)));
        }
        return results;
    }

    static SlotFiller image(int number) {
        return (FloatBuffer slot) -> {
            while (slot.hasRemaining()) {
                slot.put(number);
            }
        };
    }

    static Throwable failureOf(CompletableFuture<BatchedResult> result) {
        try {
            return new AssertionError("there is a result: " + result.get());
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
