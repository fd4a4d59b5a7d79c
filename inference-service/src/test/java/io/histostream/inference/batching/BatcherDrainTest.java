package io.histostream.inference.batching;

import static io.histostream.inference.batching.HandDrivenBatchers.image;
import static io.histostream.inference.batching.HandDrivenBatchers.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How the batcher comes to an end. */
class BatcherDrainTest {

    private final HandDrivenBatchers batchers = new HandDrivenBatchers();
    private final HandDrivenExecutor executor = batchers.executor();

    @Test
    void drainsWithoutWaitingForCompany() {
        DynamicBatcher batcher = batchers.onDevice(4, Duration.ofMinutes(1), 1, 1);
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
        assertThat(batchers.onOneCore(2).drain()).isCompleted();
    }

    @Test
    void takesNothingWhileDraining() {
        DynamicBatcher batcher = batchers.onOneCore(2);
        CompletableFuture<Void> drained = batcher.drain();

        assertThatThrownBy(() -> batcher.submit(image(1))).isInstanceOf(IllegalStateException.class);
        assertThat(drained).isCompleted();
    }
}
