package io.histostream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.imagestore.s3.S3Config;
import io.histostream.imagestore.s3.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs are posted while services are killed and servers are stopped; nothing that was accepted is lost. Its log stays in
 * {@code target/faults}. The whole size: {@code ./mvnw -Pfull -pl system-tests -am verify -Dit.test=FaultsIT
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
class FaultsIT {

    private static final int JOBS = Size.of("faults.jobs", 600, 10_000);
    private static final int BATCH_SIZE = Size.of("faults.batch-size", 20, 50);
    private static final Faults.Plan PLAN = new Faults.Plan(
            Size.of("faults.kills", 12, 64),
            Size.seconds("faults.pause-seconds", 6, 12),
            Size.seconds("faults.outage-seconds", 8, 60));

    /** Jobs stay in the worker for seconds, so that whatever kills it finds some that are not published. */
    private static final Map<Role, Map<String, String>> SLOW_WORKER = Map.of(
            Role.INFERENCE,
            Map.of(
                    "histostream.inference.batching.max-batch-size", "256",
                    "histostream.inference.batching.max-queue-delay", "6S"));

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static final int BUCKET_JOBS = Size.of("faults.bucket-jobs", 200, 2_000);
    private static final Faults.Plan BUCKET_PLAN = new Faults.Plan(
            Size.of("faults.bucket-kills", 6, 24),
            Size.seconds("faults.bucket-pause-seconds", 4, 12),
            Size.seconds("faults.bucket-outage-seconds", 3, 60));

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void nothingAcceptedIsLostWhateverIsKilled() throws Exception {
        assertNothingIsLost("faults", SLOW_WORKER, PLAN, JOBS);
    }

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void nothingAcceptedIsLostWithTheImagesInABucketEither() throws Exception {
        try (S3Server server = S3Server.start(folder)) {
            S3Config images = server.makeBucket("images", folder);
            Map<Role, Map<String, String>> inABucket = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                inABucket.put(role, Deployment.imagesIn(images));
            }
            assertNothingIsLost("faults-bucket", inABucket, BUCKET_PLAN, BUCKET_JOBS);
        }
    }

    private static void assertNothingIsLost(
            String name, Map<Role, Map<String, String>> configuration, Faults.Plan plan, int jobs) throws Exception {
        long seed = Size.seed();
        Ledger ledger = new Ledger();
        try (Deployment deployment = Deployment.start(name, configuration);
                StateWatch states = new StateWatch(deployment)) {
            Lab lab = new Lab(deployment, ledger);
            deployment.log().say("seed %d, %d jobs, %s", seed, jobs, plan);
            Faults faults = new Faults(deployment, plan, seed);
            Posting posting = new Posting(deployment, lab, seed, jobs, BATCH_SIZE);
            CompletableFuture<Void> posted = posting.start(faults::progress);
            faults.run();
            deployment.log().say("faults over: %s", faults.killed());
            posted.get(5, TimeUnit.MINUTES);
            deployment.log().say("%d batches posted, %d of them twice", posting.batches(), posting.postedTwice());

            awaitAllEnded(deployment, ledger, faults.last().plus(RECOVERY));

            deployment.awaitReady();
            states.look();
            Verdict verdict = new Verdict(deployment, ledger, lab);
            verdict.assertEveryJobSucceededOnce();
            verdict.assertOneAnswerPerPicture();
            deployment.log().say("%d looks at the states, %d regressions", states.looks(), states.regressions());
            assertThat(states.regressions()).isZero();
            assertThat(states.looks()).isGreaterThan(plan.kills());
            assertThat(deployment.log().surprises()).isEmpty();
        }
    }

    /** Returns at the deadline at the latest; the verdict tells what is missing. */
    private static void awaitAllEnded(Deployment deployment, Ledger ledger, Instant deadline) {
        JobTable table = new JobTable(deployment);
        try {
            await().atMost(Duration.between(Instant.now(), deadline))
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> table.ended() >= ledger.jobIds().size());
            Duration margin = Duration.between(Instant.now(), deadline);
            deployment
                    .log()
                    .say(
                            "all ended %d s after the last fault",
                            RECOVERY.minus(margin).toSeconds());
        } catch (ConditionTimeoutException e) {
            deployment.log().surprise("not all had ended %d s after the last fault", RECOVERY.toSeconds());
        }
    }
}
