package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions take each other's place while jobs begin and end on many threads. */
class VersionChangeRaceTest {

    private static final int VERSIONS = 24;
    private static final int SUBMITTERS = 4;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile boolean over;

    @AfterEach
    void stop() {
        submitters.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void losesNoJobMixesNoVersionsAndRunsNothingTooLate() throws Exception {
        LaneAtWork work = new LaneAtWork(folder, threads);
        List<FakeSession> sessions = new ArrayList<>();
        List<CompletableFuture<Void>> closed = new ArrayList<>();
        closed.add(work.lane().serve(version(work, 0, sessions)));
        List<Future<List<JobOutcome>>> submitted = submit(work);
        for (int number = 1; number < VERSIONS; number++) {
            closed.add(work.lane().serve(version(work, number, sessions)));
        }
        over = true;

        for (Future<List<JobOutcome>> outcomes : submitted) {
            assertThat(outcomes.get(30, TimeUnit.SECONDS)).isNotEmpty().allSatisfy(this::assertIsOfOneVersion);
        }
        closed.add(work.lane().serveNone());
        CompletableFuture.allOf(closed.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        assertThat(sessions).allMatch(FakeSession::isClosed);
        assertThat(sessions).extracting(FakeSession::runsTooLate).containsOnly(0);
    }

    private ServedVersion version(LaneAtWork work, int number, List<FakeSession> sessions) {
        FakeSession session = new FakeSession(0, number);
        sessions.add(session);
        ServedVersion version = work.version("1.0." + number, session);
        numbers.put(version.digest(), number);
        return version;
    }

    /** Each submitter has one job at a time, so that versions become idle now and then. */
    private List<Future<List<JobOutcome>>> submit(LaneAtWork work) {
        Callable<List<JobOutcome>> submitter = () -> {
            List<JobOutcome> outcomes = new ArrayList<>();
            do {
                outcomes.add(work.process().get(10, TimeUnit.SECONDS));
            } while (!over);
            return outcomes;
        };
        List<Future<List<JobOutcome>>> submitted = new ArrayList<>();
        for (int i = 0; i < SUBMITTERS; i++) {
            submitted.add(submitters.submit(submitter));
        }
        return submitted;
    }

    private void assertIsOfOneVersion(JobOutcome outcome) {
        Prediction prediction = (Prediction) outcome;
        int number = numbers.get(prediction.model().digest());
        assertThat(prediction.scores().get(1).score()).isCloseTo(1 / (1 + Math.exp(-number)), within(1e-6));
    }
}
