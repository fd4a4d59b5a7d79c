package io.histostream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class DynamicBatcherTest {

    private static final int ELEMENTS = 3;

    private final HandDrivenExecutor executor = new HandDrivenExecutor();
    private final HandDrivenTime time = new HandDrivenTime();
    private final RecordingRunner runner = new RecordingRunner(ELEMENTS);

    @Test
    void runsALoneImageAtOnceWithoutQueueDelay() {
        DynamicBatcher batcher = onOneCore(4);

        CompletableFuture<BatchedResult> result = batcher.submit(image(7));
        executor.runAll();

        assertThat(result).isCompletedWithValueMatching(done -> done.outputs()[0] == 7 && done.batchSize() == 1);
    }

    @Test
    void fillsABatchBeforeItRunsWhileImagesWait() {
        DynamicBatcher batcher = onOneCore(4);

        submit(batcher, 1, 2, 3, 4, 5, 6);
        executor.runAll();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f, 3f, 4f), List.of(5f, 6f));
    }

    @Test
    void givesEachCoreItsOwnBatch() {
        DynamicBatcher batcher = batcher(BatchingLimits.sharedCores(4, Duration.ZERO, 100, 2));

        submit(batcher, 1, 2);
        executor.runAll();

        assertThat(runner.runs()).containsExactly(List.of(1f), List.of(2f));
    }

    @Test
    void neverStartsMoreTasksThanThereAreCores() {
        DynamicBatcher batcher = batcher(BatchingLimits.sharedCores(2, Duration.ZERO, 100, 2));
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
        DynamicBatcher batcher = onOneCore(2);
        submit(batcher, 1, 2, 3, 4);

        executor.runNext();
        executor.runNext();
        executor.runNext();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f));
    }

    @Test
    void waitsForCompanyUntilTheMaxQueueDelayElapses() {
        DynamicBatcher batcher = onDevice(4, Duration.ofMillis(5), 2, 2);
        submit(batcher, 1, 2);
        executor.runAll();
        time.advance(Duration.ofNanos(4_999_999));
        executor.runAll();
        List<List<Float>> before = runner.runs();

        time.advance(Duration.ofNanos(1));
        executor.runAll();

        assertThat(before).isEmpty();
        assertThat(runner.runs()).containsExactly(List.of(1f, 2f));
    }

    @Test
    void runsAFullBatchWithoutWaitingForTheDelay() {
        DynamicBatcher batcher = onDevice(2, Duration.ofMinutes(1), 1, 2);

        submit(batcher, 1, 2);
        executor.runAll();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f));
    }

    @Test
    void runsABatchPastItsDelayEvenIfImagesKeepComing() {
        DynamicBatcher batcher = onDevice(4, Duration.ofMillis(5), 1, 1);
        submit(batcher, 1);
        executor.runNext();
        submit(batcher, 2);
        time.advance(Duration.ofMillis(5));
        submit(batcher, 3);

        executor.runNext();
        executor.runNext();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f));
    }

    @Test
    void setsOneTimerAndNoneForABatchThatIsOnlyWaitingForASession() {
        DynamicBatcher batcher = onDevice(2, Duration.ofMillis(5), 1, 3);
        submit(batcher, 1, 2, 3);
        executor.runNext();
        executor.runNext();
        executor.runNext();
        time.advance(Duration.ofMillis(6));
        time.advance(Duration.ofMillis(6));

        assertThat(time.scheduled()).isZero();
        assertThat(executor.waiting()).isEqualTo(1);
    }

    @Test
    void runsAsManyBatchesAtOnceAsAllowed() {
        DynamicBatcher batcher = onDevice(1, Duration.ZERO, 2, 4);
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
        DynamicBatcher batcher = onDevice(1, Duration.ZERO, 2, 2);
        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2);
        executor.runNext();
        executor.runNext();

        executor.runLast();

        assertThat(results.get(0)).isNotDone();
        assertThat(results.get(1)).isCompletedWithValueMatching(done -> done.outputs()[0] == 2);
    }

    @Test
    void failsOnlyThePoisonedImageOfABatch() {
        DynamicBatcher batcher = onOneCore(8);
        runner.poison(3);

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2, 3, 4, 5, 6, 7, 8);
        executor.runAll();

        assertThat(failureOf(results.remove(2))).isInstanceOf(BatchRunException.class);
        assertThat(results).allMatch(result -> result.isDone() && !result.isCompletedExceptionally());
    }

    @Test
    void tellsHowManyImagesTheRunHadThatSucceeded() {
        DynamicBatcher batcher = onOneCore(4);
        runner.poison(4);

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2, 3, 4);
        executor.runAll();

        assertThat(results.subList(0, 3).stream().map(result -> result.join().batchSize()))
                .containsExactly(2, 2, 1);
    }

    @Test
    void failsEveryImageWhenEveryOneIsPoisoned() {
        DynamicBatcher batcher = onOneCore(4);
        List.of(1f, 2f, 3f, 4f, 5f).forEach(runner::poison);

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2, 3, 4, 5);
        executor.runAll();

        assertThat(results).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void splitsABatchWhoseRunThrowsAnError() {
        DynamicBatcher batcher = batcher(onOneCoreLimits(2), (slots, count) -> {
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
        DynamicBatcher batcher = batcher(
                onOneCoreLimits(2), (slots, count) -> count > 1 ? new float[1][1] : new float[][] {{slots.get(0)}});

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2);
        executor.runAll();

        assertThat(results.stream().map(result -> result.join().outputs()[0])).containsExactly(1f, 2f);
    }

    @Test
    void failsOnlyTheImageThatCannotBeFilled() {
        DynamicBatcher batcher = onOneCore(4);
        IOException broken = new IOException("broken");
        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1);
        results.add(batcher.submit(slot -> {
            slot.put(99);
            throw broken;
        }));
        results.addAll(submit(batcher, 3, 4));

        executor.runAll();

        assertThat(failureOf(results.get(1))).isSameAs(broken);
        assertThat(runner.runs()).containsExactly(List.of(1f, 3f, 4f));
    }

    @Test
    void closesTheGapThatAnUnfilledSlotLeaves() {
        DynamicBatcher batcher = onDevice(4, Duration.ofMillis(5), 1, 3);
        var unused = batcher.submit(slot -> {
            throw new IOException("broken");
        });
        List<CompletableFuture<BatchedResult>> results = submit(batcher, 2, 3);
        executor.runAll();

        time.advance(Duration.ofMillis(5));
        executor.runAll();

        assertThat(results.stream().map(result -> result.join().outputs()[0])).containsExactly(2f, 3f);
    }

    @Test
    void usesASlotAgainThatWasNotFilled() {
        DynamicBatcher batcher = onOneCore(2);
        var unused = batcher.submit(slot -> {
            throw new IOException("broken");
        });
        submit(batcher, 1, 2);

        executor.runAll();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f));
    }

    @Test
    void failsAnImageThatDoesNotFillItsSlot() {
        DynamicBatcher batcher = onOneCore(2);

        CompletableFuture<BatchedResult> result = batcher.submit(slot -> slot.put(1f));
        executor.runAll();

        assertThat(failureOf(result)).hasMessageContaining("not filled");
    }

    @Test
    void cannotWriteBeyondItsSlot() {
        DynamicBatcher batcher = onOneCore(2);

        CompletableFuture<BatchedResult> result = batcher.submit(slot -> slot.put(new float[ELEMENTS + 1]));
        executor.runAll();

        assertThat(failureOf(result)).isInstanceOf(java.nio.BufferOverflowException.class);
    }

    @Test
    void refusesMoreImagesThanTheQueueHolds() {
        DynamicBatcher batcher = batcher(BatchingLimits.sharedCores(2, Duration.ZERO, 3, 1));
        submit(batcher, 1, 2, 3);

        assertThatThrownBy(() -> batcher.submit(image(4))).isInstanceOf(QueueFullException.class);
    }

    @Test
    void takesImagesAgainWhenOthersAreFinished() {
        DynamicBatcher batcher = batcher(BatchingLimits.sharedCores(2, Duration.ZERO, 3, 1));
        submit(batcher, 1, 2, 3);
        executor.runAll();

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 4, 5, 6);
        executor.runAll();

        assertThat(results).allMatch(CompletableFuture::isDone);
    }

    @Test
    void hasRoomForTheNextImageAsSoonAsAResultArrives() {
        DynamicBatcher batcher = batcher(BatchingLimits.sharedCores(2, Duration.ZERO, 2, 1));
        List<CompletableFuture<BatchedResult>> next = new ArrayList<>();
        List<CompletableFuture<Void>> followed = submit(batcher, 1, 2).stream()
                .map(result -> result.thenRun(() -> next.add(batcher.submit(image(3)))))
                .toList();

        executor.runAll();

        assertThat(followed).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(next).hasSize(2).allMatch(CompletableFuture::isDone);
    }

    @Test
    void usesItsBuffersAgainAndAgain() {
        DynamicBatcher batcher = onOneCore(2);

        for (int round = 0; round < 50; round++) {
            submit(batcher, round, round + 1);
            executor.runAll();
        }

        assertThat(runner.runs()).hasSize(50);
    }

    @Test
    void measuresFillQueueAndComputeTime() {
        DynamicBatcher batcher = batcher(onOneCoreLimits(2), (slots, count) -> {
            time.advance(Duration.ofNanos(300));
            return runner.run(slots, count);
        });
        CompletableFuture<BatchedResult> first = batcher.submit(slot -> {
            time.advance(Duration.ofNanos(20));
            image(1).fill(slot);
        });
        var unused = batcher.submit(slot -> {
            time.advance(Duration.ofNanos(30));
            image(2).fill(slot);
        });

        executor.runAll();

        BatchedResult result = first.join();
        assertThat(result.fillNanos()).isEqualTo(20);
        assertThat(result.queueNanos()).isEqualTo(30);
        assertThat(result.computeNanos()).isEqualTo(300);
    }

    @Test
    void tellsHowLongATaskHasBeenRunning() {
        DynamicBatcher batcher = onOneCore(2);
        List<Optional<Duration>> seen = new ArrayList<>();
        var unused = batcher.submit(slot -> {
            time.advance(Duration.ofSeconds(90));
            seen.add(batcher.longestTask());
        });

        executor.runNext();

        assertThat(seen).containsExactly(Optional.of(Duration.ofSeconds(90)));
    }

    // Threads may be shared with other models: waiting for one is not hanging.
    @Test
    void doesNotCountTheTimeThatATaskWaitsForAThread() {
        DynamicBatcher batcher = onOneCore(2);
        submit(batcher, 1);

        time.advance(Duration.ofSeconds(90));

        assertThat(batcher.longestTask()).isEmpty();
    }

    @Test
    void tellsOfNoTaskWhenAllHaveReturned() {
        DynamicBatcher batcher = onOneCore(2);
        submit(batcher, 1);
        executor.runAll();

        time.advance(Duration.ofSeconds(90));

        assertThat(batcher.longestTask()).isEmpty();
    }

    @Test
    void drainsWithoutWaitingForCompany() {
        DynamicBatcher batcher = onDevice(4, Duration.ofMinutes(1), 1, 1);
        List<CompletableFuture<BatchedResult>> results = submit(batcher, 1, 2);
        executor.runNext();

        CompletableFuture<Void> drained = batcher.drain();
        boolean early = drained.isDone();
        executor.runAll();

        assertThat(early).isFalse();
        assertThat(drained).isCompleted();
        assertThat(results).allMatch(CompletableFuture::isDone);
    }

    @Test
    void isDrainedAtOnceWhenIdle() {
        assertThat(onOneCore(2).drain()).isCompleted();
    }

    @Test
    void takesNothingWhileDraining() {
        DynamicBatcher batcher = onOneCore(2);
        CompletableFuture<Void> drained = batcher.drain();

        assertThatThrownBy(() -> batcher.submit(image(1))).isInstanceOf(IllegalStateException.class);
        assertThat(drained).isCompleted();
    }

    private BatchingLimits onOneCoreLimits(int maxBatchSize) {
        return BatchingLimits.sharedCores(maxBatchSize, Duration.ZERO, 100, 1);
    }

    private DynamicBatcher onOneCore(int maxBatchSize) {
        return batcher(onOneCoreLimits(maxBatchSize));
    }

    private DynamicBatcher onDevice(int maxBatchSize, Duration delay, int runs, int fills) {
        return batcher(BatchingLimits.device(maxBatchSize, delay, 100, runs, fills));
    }

    private DynamicBatcher batcher(BatchingLimits limits) {
        return batcher(limits, runner);
    }

    private DynamicBatcher batcher(BatchingLimits limits, BatchRunner batchRunner) {
        return new DynamicBatcher(limits, ELEMENTS, batchRunner, executor, time, time);
    }

    private static List<CompletableFuture<BatchedResult>> submit(DynamicBatcher batcher, int... numbers) {
        List<CompletableFuture<BatchedResult>> results = new ArrayList<>();
        for (int number : numbers) {
            results.add(batcher.submit(image(number)));
        }
        return results;
    }

    private static SlotFiller image(int number) {
        return (FloatBuffer slot) -> {
            while (slot.hasRemaining()) {
                slot.put(number);
            }
        };
    }

    private static Throwable failureOf(CompletableFuture<BatchedResult> result) {
        try {
            return new AssertionError("there is a result: " + result.get());
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
