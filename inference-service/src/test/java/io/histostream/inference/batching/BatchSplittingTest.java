package io.histostream.inference.batching;

import static io.histostream.inference.batching.HandDrivenBatchers.failureOf;
import static io.histostream.inference.batching.HandDrivenBatchers.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of a batch whose run fails. */
class BatchSplittingTest {

    private final HandDrivenBatchers batchers = new HandDrivenBatchers();
    private final HandDrivenExecutor executor = batchers.executor();
    private final RecordingRunner runner = batchers.runner();

    @Test
    void failsOnlyThePoisonedImageOfABatch() {
        DynamicBatcher batcher = batchers.onOneCore(8);
        runner.poison(3);

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2, 3, 4, 5, 6, 7, 8);
        executor.runAll();

        assertThat(failureOf(results.remove(2))).isInstanceOf(BatchRunException.class);
        assertThat(results).allMatch(result -> result.isDone() && !result.isCompletedExceptionally());
    }

    @Test
    void tellsHowManyImagesTheRunHadThatSucceeded() {
        DynamicBatcher batcher = batchers.onOneCore(4);
        runner.poison(4);

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2, 3, 4);
        executor.runAll();

        assertThat(results.subList(0, 3).stream().map(result -> result.join().batchSize()))
                .containsExactly(2, 2, 1);
    }

    @Test
    void failsEveryImageWhenEveryOneIsPoisoned() {
        DynamicBatcher batcher = batchers.onOneCore(4);
        List.of(1f, 2f, 3f, 4f, 5f).forEach(runner::poison);

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2, 3, 4, 5);
        executor.runAll();

        assertThat(results).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void splitsABatchWhoseRunThrowsAnError() {
        DynamicBatcher batcher = batchers.batcher(batchers.onOneCoreLimits(2), (slots, count) -> {
            if (count > 1) {
                throw new OutOfMemoryError("two are too many");
            }
            return new float[][] {{slots.get(0)}};
        });

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2);
        executor.runAll();

        assertThat(results.stream().map(result -> result.join().outputs()[0])).containsExactly(1f, 2f);
    }

    @Test
    void splitsABatchWhoseRunGivesTooFewOutputs() {
        DynamicBatcher batcher = batchers.batcher(
                batchers.onOneCoreLimits(2),
                (slots, count) -> count > 1 ? new float[1][1] : new float[][] {{slots.get(0)}});

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2);
        executor.runAll();

        assertThat(results.stream().map(result -> result.join().outputs()[0])).containsExactly(1f, 2f);
    }
}
