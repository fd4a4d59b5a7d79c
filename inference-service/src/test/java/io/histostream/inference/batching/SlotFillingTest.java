package io.histostream.inference.batching;

import static io.histostream.inference.batching.HandDrivenBatchers.failureOf;
import static io.histostream.inference.batching.HandDrivenBatchers.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of a slot that is not filled as it should. */
class SlotFillingTest {

    private final HandDrivenBatchers batchers = new HandDrivenBatchers();
    private final HandDrivenExecutor executor = batchers.executor();
    private final HandDrivenTime time = batchers.time();
    private final RecordingRunner runner = batchers.runner();

    @Test
    void failsOnlyTheImageThatCannotBeFilled() {
        DynamicBatcher batcher = batchers.onOneCore(4);
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
        DynamicBatcher batcher = batchers.onDevice(4, Duration.ofMillis(5), 1, 3);
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
        DynamicBatcher batcher = batchers.onOneCore(2);
        var unused = batcher.submit(slot -> {
            throw new IOException("broken");
        });
        submit(batcher, 1, 2);

        executor.runAll();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f));
    }

    @Test
    void failsAnImageThatDoesNotFillItsSlot() {
        DynamicBatcher batcher = batchers.onOneCore(2);

        CompletableFuture<BatchedResult> result = batcher.submit(slot -> slot.put(1f));
        executor.runAll();

        assertThat(failureOf(result)).hasMessageContaining("not filled");
    }

    @Test
    void cannotWriteBeyondItsSlot() {
        DynamicBatcher batcher = batchers.onOneCore(2);

        CompletableFuture<BatchedResult> result =
                batcher.submit(slot -> slot.put(new float[HandDrivenBatchers.ELEMENTS + 1]));
        executor.runAll();

        assertThat(failureOf(result)).isInstanceOf(java.nio.BufferOverflowException.class);
    }
}
