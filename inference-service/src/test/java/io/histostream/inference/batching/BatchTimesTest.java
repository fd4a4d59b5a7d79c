package io.histostream.inference.batching;

import static io.histostream.inference.batching.HandDrivenBatchers.image;
import static io.histostream.inference.batching.HandDrivenBatchers.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the batcher tells of its times. */
class BatchTimesTest {

    private final HandDrivenBatchers batchers = new HandDrivenBatchers();
    private final HandDrivenExecutor executor = batchers.executor();
    private final HandDrivenTime time = batchers.time();
    private final RecordingRunner runner = batchers.runner();

    @Test
    void measuresFillQueueAndComputeTime() {
        DynamicBatcher batcher = batchers.batcher(batchers.onOneCoreLimits(2), (slots, count) -> {
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
        DynamicBatcher batcher = batchers.onOneCore(2);
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
        DynamicBatcher batcher = batchers.onOneCore(2);
        submit(batcher, 1);

        time.advance(Duration.ofSeconds(90));

        assertThat(batcher.longestTask()).isEmpty();
    }

    @Test
    void tellsOfNoTaskWhenAllHaveReturned() {
        DynamicBatcher batcher = batchers.onOneCore(2);
        submit(batcher, 1);
        executor.runAll();

        time.advance(Duration.ofSeconds(90));

        assertThat(batcher.longestTask()).isEmpty();
    }
}
