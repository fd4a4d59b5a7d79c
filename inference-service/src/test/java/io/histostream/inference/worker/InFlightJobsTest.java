package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightJobsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final InFlightJobs jobs = new InFlightJobs();

    @Test
    void countsWhatHasBegunAndNotEnded() {
        jobs.begin();
        jobs.begin();
        jobs.end();

        assertThat(jobs.count()).isEqualTo(1);
    }

    @Test
    void letsNoJobBeginOnceClosed() {
        jobs.close();

        assertThat(jobs.begin()).isFalse();
        assertThat(jobs.count()).isZero();
    }

    @Test
    void letsThoseInFlightEndOnceClosed() {
        jobs.begin();
        jobs.close();

        jobs.end();

        assertThat(jobs.count()).isZero();
    }

    @Test
    void waitsForNobodyWhenNoJobIsInFlight() throws InterruptedException {
        assertThat(jobs.awaitNone(Duration.ZERO)).isTrue();
    }

    @Test
    void waitsNoLongerThanItIsTold() throws InterruptedException {
        jobs.begin();

        assertThat(jobs.awaitNone(Duration.ofMillis(5))).isFalse();
    }

    @Test
    void waitsUntilTheLastJobHasEnded() throws Exception {
        jobs.begin();
        jobs.begin();
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        CompletableFuture<Boolean> none = CompletableFuture.supplyAsync(() -> awaitNone(waiter));
        Thread thread = waiter.get(10, TimeUnit.SECONDS);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        jobs.end();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        boolean afterTheFirst = none.isDone();
        jobs.end();

        assertThat(afterTheFirst).isFalse();
        assertThat(none.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean awaitNone(CompletableFuture<Thread> waiter) {
        waiter.complete(Thread.currentThread());
        try {
            return jobs.awaitNone(LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
