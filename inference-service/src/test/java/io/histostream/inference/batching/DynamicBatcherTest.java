package io.histostream.inference.batching;

import static io.histostream.inference.batching.HandDrivenBatchers.image;
import static io.histostream.inference.batching.HandDrivenBatchers.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which tasks are started, and in which order. */
class DynamicBatcherTest {

    private final HandDrivenBatchers batchers = new HandDrivenBatchers();
    private final HandDrivenExecutor executor = batchers.executor();
    private final RecordingRunner runner = batchers.runner();

    @Test
    void runsALoneImageAtOnceWithoutQueueDelay() {
        DynamicBatcher batcher = batchers.onOneCore(4);

        CompletableFuture<BatchedResult> result = batcher.submit(image(7));
        executor.runAll();

        assertThat(result).isCompletedWithValueMatching(done -> done.outputs()[0] == 7 && done.batchSize() == 1);
    }

    @Test
    void fillsABatchBeforeItRunsWhileImagesWait() {
        DynamicBatcher batcher = batchers.onOneCore(4);

        submit(batcher, 1, 2, 3, 4, 5, 6);
        executor.runAll();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f, 3f, 4f), List.of(5f, 6f));
    }

    @Test
    void givesEachCoreItsOwnBatch() {
        DynamicBatcher batcher = batchers.batcher(BatchingLimits.sharedCores(4, Duration.ZERO, 100, 2));

        submit(batcher, 1, 2);
        executor.runAll();

        assertThat(runner.runs()).containsExactly(List.of(1f), List.of(2f));
    }

    @Test
    void neverStartsMoreTasksThanThereAreCores() {
        DynamicBatcher batcher = batchers.batcher(BatchingLimits.sharedCores(2, Duration.ZERO, 100, 2));
        submit(batcher, 1, 2, 3, 4, 5, 6, 7, 8);

        List<Integer> started = new ArrayList<>();
        while (executor.waiting() > 0) {
            started.add(executor.waiting());
            executor.runNext();
        }

        assertThat(started).allMatch(tasks -> tasks <= 2).contains(2);
    }

    @Test
    void runsAFullBatchBeforeItFillsTheNext() {
        DynamicBatcher batcher = batchers.onOneCore(2);
        submit(batcher, 1, 2, 3, 4);

        executor.runNext();
        executor.runNext();
        executor.runNext();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f));
    }

    @Test
    void runsAsManyBatchesAtOnceAsAllowed() {
        DynamicBatcher batcher = batchers.onDevice(1, Duration.ZERO, 2, 4);
        submit(batcher, 1, 2, 3, 4);
        for (int fill = 0; fill < 4; fill++) {
            executor.runNext();
        }

        int atOnce = executor.waiting();
        executor.runAll();

        assertThat(atOnce).isEqualTo(2);
        assertThat(runner.runs()).hasSize(4);
    }

    @Test
    void completesBatchesOutOfOrder() {
        DynamicBatcher batcher = batchers.onDevice(1, Duration.ZERO, 2, 2);
        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2);
        executor.runNext();
        executor.runNext();

        executor.runLast();

        assertThat(results.get(0)).isNotDone();
        assertThat(results.get(1)).isCompletedWithValueMatching(done -> done.outputs()[0] == 2);
    }

    @Test
    void usesItsBuffersAgainAndAgain() {
        DynamicBatcher batcher = batchers.onOneCore(2);

        for (int round = 0; round < 50; round++) {
            submit(batcher, round, round + 1);
            executor.runAll();
        }

        assertThat(runner.runs()).hasSize(50);
    }
}
