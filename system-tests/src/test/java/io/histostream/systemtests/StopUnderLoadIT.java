package io.histostream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGTERM under load: every service ends by itself in time, and hardly any work is done twice. */
class StopUnderLoadIT {

    private static final int STOPS = Size.of("stops.per-service", 1, 10);
    private static final int JOBS_PER_STOP = Size.of("stops.jobs", 300, 300);
    private static final int BATCH_SIZE = 20;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    /** Images that a worker computes together at most, on a CPU and by default. */
    private static final int MAX_INFERENCE_BATCH = 4;

    private final Ledger ledger = new Ledger();
    private final AtomicInteger turn = new AtomicInteger();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void endsInTimeAndRepeatsAtMostOneBatchPerStop() throws Exception {
        int stops = STOPS * Role.values().length;
        long seed = Size.seed();
        try (Deployment deployment = Deployment.start("stops")) {
            Lab lab = new Lab(deployment, ledger);
            Posting posting = new Posting(deployment, lab, seed, stops * JOBS_PER_STOP, BATCH_SIZE);
            CompletableFuture<Void> posted = posting.start(() -> (double) turn.get() / stops);
            for (int i = 0; i < STOPS; i++) {
                for (Role role : Role.values()) {
                    stopUnderLoad(deployment, role, i);
                }
            }
            awaitAllEnded(deployment, posted);

            long repeated = new Records(deployment).repeated(Topics.JOB_OUTCOMES);
            deployment.log().say("%d outcomes repeated after %d stops", repeated, stops);
            // One posted batch for a stop of ingest, one computed batch for a stop of the worker.
            assertThat(repeated).isLessThanOrEqualTo((long) STOPS * (BATCH_SIZE + MAX_INFERENCE_BATCH));
            Verdict verdict = new Verdict(deployment, ledger, lab);
            verdict.assertEveryJobSucceededOnce();
            verdict.assertOneAnswerPerPicture();
            assertThat(deployment.log().surprises()).isEmpty();
        }
    }

    private void stopUnderLoad(Deployment deployment, Role role, int round) throws Exception {
        awaitLoad(deployment, role);
        ProcessHandle process = deployment.service(role).handle();
        long start = System.nanoTime();
        process.destroy();
        Optional<Duration> taken = ended(process, start);
        deployment
                .log()
                .say(
                        "SIGTERM %s %d: ended after %s ms",
                        role.module(), round + 1, taken.map(Duration::toMillis).orElse(null));
        assertThat(taken).as("%s ends within %s", role.module(), LONGEST_STOP).isPresent();
        deployment.awaitReady();
    }

    /** Work is flowing through this service, and there is more of it. */
    private void awaitLoad(Deployment deployment, Role role) throws SQLException {
        JobTable table = new JobTable(deployment);
        int posted = ledger.jobIds().size();
        long ended = table.ended();
        turn.incrementAndGet();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> role == Role.INGEST
                        ? ledger.jobIds().size() > posted
                        : table.ended() >= ended + JOBS_PER_STOP / 10);
        deployment
                .log()
                .say(
                        "%d of %d jobs have ended, and more are being posted",
                        table.ended(), ledger.jobIds().size());
    }

    private static Optional<Duration> ended(ProcessHandle process, long start)
            throws InterruptedException, ExecutionException {
        try {
            process.onExit().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(Duration.ofNanos(System.nanoTime() - start));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    private void awaitAllEnded(Deployment deployment, CompletableFuture<Void> posted)
            throws InterruptedException, ExecutionException, TimeoutException, SQLException {
        posted.get(3, TimeUnit.MINUTES);
        JobTable table = new JobTable(deployment);
        await().atMost(Duration.ofSeconds(120))
                .until(() -> table.ended() >= ledger.jobIds().size());
    }
}
