package io.histostream.inference.batching;

import static io.histostream.inference.batching.HandDrivenBatchers.submit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a batch waits for company. */
class BatchQueueDelayTest {

    private final HandDrivenBatchers batchers = new HandDrivenBatchers();
    private final HandDrivenExecutor executor = batchers.executor();
    private final HandDrivenTime time = batchers.time();
    private final RecordingRunner runner = batchers.runner();

    @Test
    void waitsForCompanyUntilTheMaxQueueDelayElapses() {
        DynamicBatcher batcher = batchers.onDevice(4, Duration.ofMillis(5), 2, 2);
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
        DynamicBatcher batcher = batchers.onDevice(2, Duration.ofMinutes(1), 1, 2);

        submit(batcher, 1, 2);
        executor.runAll();

        assertThat(runner.runs()).containsExactly(List.of(1f, 2f));
    }

    @Test
    void runsABatchPastItsDelayEvenIfImagesKeepComing() {
        DynamicBatcher batcher = batchers.onDevice(4, Duration.ofMillis(5), 1, 1);
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
        DynamicBatcher batcher = batchers.onDevice(2, Duration.ofMillis(5), 1, 3);
        submit(batcher, 1, 2, 3);
        executor.runNext();
        executor.runNext();
        executor.runNext();
        time.advance(Duration.ofMillis(6));
        time.advance(Duration.ofMillis(6));

        assertThat(time.scheduled()).isZero();
        assertThat(executor.waiting()).isEqualTo(1);
    }
}
