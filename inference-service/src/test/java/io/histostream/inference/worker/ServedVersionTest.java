package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.inference.model.ModelEngine.Canary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedVersionTest {

    private static final Canary WELL = session -> {};

    @TempDir
    Path models;

    private final FakeSession session = new FakeSession(0, 1);
    private final AtomicInteger givenBack = new AtomicInteger();
    private FakeVersions versions;
    private ServedVersion version;

    @BeforeEach
    void make() {
        versions = new FakeVersions(models, null, Runnable::run, System::nanoTime);
        version = make(session);
    }

    private ServedVersion make(FakeSession ofVersion) {
        return versions.make("1.1.0", ofVersion, WELL, givenBack::incrementAndGet);
    }

    @Test
    void takesNoJobOnceRetired() {
        var unused = version.retire();

        assertThat(version.begin()).isFalse();
    }

    @Test
    void isIdleAtOnceWithoutJobs() {
        assertThat(version.retire()).isCompleted();
    }

    @Test
    void isIdleOnlyWhenItsLastJobHasEnded() {
        version.begin();
        version.begin();
        CompletableFuture<Void> idle = version.retire();

        version.end();
        boolean afterTheFirst = idle.isDone();
        version.end();

        assertThat(afterTheFirst).isFalse();
        assertThat(idle).isCompleted();
    }

    @Test
    void isNotIdleWhileItServes() {
        version.begin();
        version.end();
        version.begin();

        assertThat(version.retire()).isNotDone();
    }

    @Test
    void givesBackItsSessionAndWhatWasMadeForIt() {
        version.close();

        assertThat(session.isClosed()).isTrue();
        assertThat(givenBack).hasValue(1);
    }

    @Test
    void givesBackWhatWasMadeForItWhenTheSessionDoesNotClose() {
        ServedVersion stubborn = make(new FakeSession() {
            @Override
            public void close() {
                throw new IllegalStateException("the session could not be closed");
            }
        });

        assertThatThrownBy(stubborn::close).hasMessage("the session could not be closed");
        assertThat(givenBack).hasValue(1);
    }

    /** However jobs begin and end while it retires, it is idle once, after the last of them. */
    @Test
    void isNeverIdleBeforeAJobThatCouldBegin() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 300; round++) {
                raceJobsAgainstRetiring(make(new FakeSession()), pool, threads);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void raceJobsAgainstRetiring(ServedVersion version, ExecutorService pool, int threads)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads + 1);
        AtomicInteger begun = new AtomicInteger();
        List<Future<?>> jobs = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            jobs.add(pool.submit(() -> {
                start.await();
                while (version.begin()) {
                    begun.incrementAndGet();
                    Thread.onSpinWait();
                    begun.decrementAndGet();
                    version.end();
                }
                return null;
            }));
        }
        start.await();
        int left = version.retire().thenApply(idle -> begun.get()).get(10, TimeUnit.SECONDS);
        for (Future<?> job : jobs) {
            job.get(10, TimeUnit.SECONDS);
        }
        assertThat(left).as("jobs begun and not ended when it was idle").isZero();
    }
}
