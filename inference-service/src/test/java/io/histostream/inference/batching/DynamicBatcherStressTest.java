package io.histostream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicBatcherStressTest {

    private static final int ELEMENTS = 64;
    private static final int IMAGES = 3_000;
    private static final long LIMIT_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 0, true", "2, 8, 0, true", "4, 3, 0, true", "2, 16, 200, false", "3, 5, 0, false"})
    void givesEveryImageItsOwnAnswer(int runs, int maxBatchSize, long delayMicros, boolean shared) {
        RecordingRunner runner = new RecordingRunner(ELEMENTS);
        poisonEvery(100, runner);
        Duration delay = Duration.ofNanos(delayMicros * 1_000);
        BatchingLimits limits = shared
                ? BatchingLimits.sharedCores(maxBatchSize, delay, IMAGES, runs)
                : BatchingLimits.device(maxBatchSize, delay, IMAGES, runs, 4);
        DynamicBatcher batcher = new DynamicBatcher(
                limits,
                ELEMENTS,
                runner,
                threads,
                (callback, nanos) -> {
                    var unused = timer.schedule(callback, nanos, TimeUnit.NANOSECONDS);
                },
                System::nanoTime);
        Random random = new Random(runs * 31L + maxBatchSize);

        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int number = 0; number < IMAGES; number++) {
            answers.add(answer(batcher.submit(filler(number, random.nextInt(50) == 0))));
        }
        batcher.drain().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();

        random.setSeed(runs * 31L + maxBatchSize);
        for (int number = 0; number < IMAGES; number++) {
            boolean broken = random.nextInt(50) == 0;
            String expected = broken ? "IOException" : number % 100 == 0 ? "BatchRunException" : Float.toString(number);
            assertThat(answers.get(number)).isCompletedWithValue(expected);
        }
        assertThat(runner.runs()).allMatch(run -> run.size() <= maxBatchSize);
        // The last result is reported a moment before its task returns.
        await().until(() -> batcher.longestTask().isEmpty());
    }

    private static void poisonEvery(int step, RecordingRunner runner) {
        for (int number = 0; number < IMAGES; number += step) {
            runner.poison(number);
        }
    }

    private static SlotFiller filler(int number, boolean broken) {
        return slot -> {
            slot.put(number);
            if (broken) {
                throw new IOException("broken");
            }
            while (slot.hasRemaining()) {
                slot.put(number);
            }
        };
    }

    private static CompletableFuture<String> answer(CompletableFuture<BatchedResult> result) {
        return result.handle((done, failure) -> failure == null
                ? Float.toString(done.outputs()[0])
                : failure.getClass().getSimpleName());
    }
}
