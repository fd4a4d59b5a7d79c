package io.histostream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.devstack.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One worker becomes three and one again while jobs come: each job ends once, and none waits long for the change. */
class ScaleIT {

    private static final int JOBS = Size.of("scale.jobs", 800, 8_000);
    private static final int BATCH_SIZE = 10;
    private static final Duration STEP = Size.seconds("scale.step-seconds", 10, 100);
    private static final int STEPS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final String GROUP = "inference." + Deployment.MODEL;

    private final Ledger ledger = new Ledger();
    private final AtomicInteger step = new AtomicInteger();
    private volatile long stepStart = System.nanoTime();

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void losesAndRepeatsNothingAndKeepsNobodyWaiting() throws Exception {
        try (Deployment deployment = Deployment.start("scale");
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", deployment.servers().bootstrapServers()))) {
            Lab lab = new Lab(deployment, ledger);
            JobTable table = new JobTable(deployment);
            CompletableFuture<Void> posted =
                    new Posting(deployment, lab, Size.seed(), JOBS, BATCH_SIZE).start(this::progress);
            next(() -> working(admin) == 1 && table.ended() >= JOBS / STEPS / 2);

            List<ServiceProcess> more =
                    List.of(deployment.startReplica(Role.INFERENCE), deployment.startReplica(Role.INFERENCE));
            next(() -> working(admin) == 3);
            long whenThree = table.ended();
            deployment.log().say("three workers, %d jobs have ended", whenThree);
            next(() -> table.ended() >= whenThree + JOBS / STEPS / 2);
            for (ServiceProcess one : more) {
                assertThat(one.stop(LONGEST_STOP)).isTrue();
            }
            await().atMost(LIMIT).until(() -> working(admin) == 1);
            deployment
                    .log()
                    .say(
                            "one worker, %d of %d jobs have ended",
                            table.ended(), ledger.jobIds().size());

            posted.get(5, TimeUnit.MINUTES);
            await().atMost(LIMIT).until(() -> table.ended() >= ledger.jobIds().size());
            deployment.log().say("longest wait %d ms", table.longestWait().toMillis());
            Verdict verdict = new Verdict(deployment, ledger, lab);
            verdict.assertEveryJobSucceededOnce();
            verdict.assertOneAnswerPerPicture();
            assertThat(table.longestWait()).isLessThan(LONGEST_WAIT);
            assertThat(deployment.log().surprises()).isEmpty();
        }
    }

    /** Jobs come all the time of a step, and no faster. */
    private double progress() {
        double ofStep = Math.min(1, (double) (System.nanoTime() - stepStart) / STEP.toNanos());
        return (step.get() + ofStep) / STEPS;
    }

    private void next(Callable<Boolean> reached) {
        await().atMost(LIMIT).until(reached);
        stepStart = System.nanoTime();
        step.incrementAndGet();
    }

    /** How many workers have partitions of the model's topic. */
    private static long working(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP).get().members().stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }
}
