package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Prediction;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching happens at once, decoding and running when the test says so. */
class ModelLaneTest {

    @TempDir
    Path folder;

    private final HandDrivenThreads threads = new HandDrivenThreads();
    private final FakeSession oldSession = new FakeSession(0, 1);
    private final FakeSession newSession = new FakeSession(0, 2);
    private LaneAtWork work;
    private ServedVersion oldVersion;
    private ServedVersion newVersion;
    private ModelLane lane;

    @BeforeEach
    void make() {
        work = new LaneAtWork(folder, threads);
        oldVersion = work.version("1.0.1", oldSession);
        newVersion = work.version("1.0.2", newSession);
        lane = work.lane();
    }

    @Test
    void holdsAJobWhileNoVersionServes() {
        CompletableFuture<JobOutcome> outcome = work.process();

        assertThatThrownBy(outcome::join).hasCauseInstanceOf(JobHeldException.class);
    }

    @Test
    void endsAJobWithTheVersionThatItBeganWith() {
        serve(oldVersion);
        CompletableFuture<JobOutcome> outcome = work.process();
        serve(newVersion);

        threads.runAll();

        assertIsOf(oldVersion, 1, outcome);
    }

    @Test
    void givesTheNextJobToTheNewVersion() {
        serve(oldVersion);
        serve(newVersion);

        CompletableFuture<JobOutcome> outcome = work.process();
        threads.runAll();

        assertIsOf(newVersion, 2, outcome);
    }

    /** A job can find a version in the moment before another takes its place. */
    @Test
    void givesAJobThatFindsARetiredVersionToTheNext() throws Exception {
        serve(oldVersion);
        var unused = oldVersion.retire();
        AtomicReference<CompletableFuture<JobOutcome>> outcome = new AtomicReference<>();
        Thread finder = new Thread(() -> outcome.set(work.process()));
        finder.start();
        await().until(() -> work.fetched() == 1);

        serve(newVersion);

        finder.join();
        threads.runAll();
        assertIsOf(newVersion, 2, outcome.get());
    }

    @Test
    void keepsTheOldVersionOpenForItsJobs() throws Exception {
        serve(oldVersion);
        CompletableFuture<JobOutcome> outcome = work.process();

        CompletableFuture<Void> closed = lane.serve(newVersion);

        assertThat(closed).isNotDone();
        assertThat(oldSession.isClosed()).isFalse();
        threads.runAll();
        closed.get(10, TimeUnit.SECONDS);
        assertThat(outcome).isCompleted();
        assertThat(oldSession.runsTooLate()).isZero();
    }

    @Test
    void closesTheOldVersionWhenItsJobsHaveEnded() throws Exception {
        serve(oldVersion);

        lane.serve(newVersion).get(10, TimeUnit.SECONDS);

        assertThat(oldSession.isClosed()).isTrue();
        assertThat(newSession.isClosed()).isFalse();
    }

    @Test
    void closesTheLastVersionWhenNoneShallServe() throws Exception {
        serve(oldVersion);

        lane.serveNone().get(10, TimeUnit.SECONDS);

        assertThat(oldSession.isClosed()).isTrue();
        assertThat(lane.current()).isEmpty();
    }

    @Test
    void tellsWhatItIsDoing() {
        ModelState atFirst = lane.state();
        lane.refused(refusal("1.0.1", "one"));
        ModelState refused = lane.state();
        serve(oldVersion);
        ModelState serving = lane.state();
        lane.inFlight().close();

        assertThat(atFirst).isEqualTo(ModelState.LOADING);
        assertThat(refused).isEqualTo(ModelState.REFUSED);
        assertThat(serving).isEqualTo(ModelState.SERVING);
        assertThat(lane.state()).isEqualTo(ModelState.DRAINING);
    }

    @Test
    void knowsARefusedVersionUntilItsContentChanges() {
        lane.refused(refusal("1.0.2", "one"));

        assertThat(lane.hasRefused("1.0.2", "one")).isTrue();
        assertThat(lane.hasRefused("1.0.2", "another")).isFalse();
        assertThat(lane.hasRefused("1.0.3", "one")).isFalse();
    }

    @Test
    void forgetsARefusalWhenTheVersionServes() {
        lane.refused(refusal("1.0.2", "one"));

        serve(newVersion);

        assertThat(lane.lastRefusal()).isEmpty();
    }

    /** A run that hangs in a version that was replaced still wants a restart. */
    @Test
    void tellsTheLongestTaskOfAVersionThatWasReplaced() {
        CompletableFuture<Duration> seen = new CompletableFuture<>();
        FakeSession slow = new FakeSession(0, 1) {
            @Override
            public float[][] run(FloatBuffer images, int batchSize) {
                serve(newVersion);
                work.advance(Duration.ofMinutes(3));
                seen.complete(lane.longestTask());
                return super.run(images, batchSize);
            }
        };
        serve(work.version("1.0.3", slow));
        CompletableFuture<JobOutcome> outcome = work.process();

        threads.runAll();

        assertThat(outcome).isCompleted();
        assertThat(seen).isCompletedWithValue(Duration.ofMinutes(3));
    }

    @Test
    void isBrokenWhenTheVersionInServiceIs() {
        serve(work.deadVersion("1.0.3"));

        CompletableFuture<JobOutcome> outcome = work.process();
        threads.runAll();

        assertThat(lane.isBroken()).isTrue();
        assertThatThrownBy(outcome::join).hasCauseInstanceOf(JobHeldException.class);
    }

    @Test
    void showsTheVersionInServiceAmongItsMetrics() {
        serve(oldVersion);

        serve(newVersion);

        assertThat(work.meters().find(InferenceMetrics.PROVIDER).gauges())
                .extracting(gauge -> gauge.getId().getTag(InferenceMetrics.VERSION_TAG))
                .containsExactly("1.0.2");
    }

    private void serve(ServedVersion version) {
        work.serve(version);
    }

    private static Refusal refusal(String version, String content) {
        return new Refusal(version, "it has no good reason", Instant.EPOCH, content);
    }

    /** The digest that it names and the scores that it gives are of one version. */
    private static void assertIsOf(ServedVersion version, double output, CompletableFuture<JobOutcome> outcome) {
        Prediction prediction = (Prediction) outcome.join();
        assertThat(prediction.model().digest()).isEqualTo(version.digest());
        assertThat(prediction.scores().get(1).score()).isCloseTo(1 / (1 + Math.exp(-output)), within(1e-6));
    }
}
