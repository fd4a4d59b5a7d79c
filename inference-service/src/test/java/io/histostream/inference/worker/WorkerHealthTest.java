package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerHealthTest {

    private static final Duration TASK_TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final HandDrivenThreads threads = new HandDrivenThreads();
    private LaneAtWork work;

    @BeforeEach
    void make() {
        work = new LaneAtWork(folder, threads);
    }

    @Test
    void isReadyWhenEveryModelServes() {
        work.serve(work.version("1.1.0", new FakeSession(0, 1)));

        HealthCheckResponse response = readiness();

        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData()).contains(Map.of("tiny", "1.1.0 on cpu, serving"));
    }

    @Test
    void isNotReadyWhileAModelWaitsForItsFirstVersion() {
        assertThat(readiness().getStatus()).isEqualTo(Status.DOWN);
        assertThat(readiness().getData()).contains(Map.of("tiny", "loading"));
    }

    @Test
    void isNotReadyWhenTheOnlyVersionIsRefused() {
        work.lane().refused(new Refusal("1.1.0", "its golden image does not run", Instant.EPOCH, "content"));

        assertThat(readiness().getStatus()).isEqualTo(Status.DOWN);
        assertThat(readiness().getData()).contains(Map.of("tiny", "refused"));
    }

    @Test
    void staysReadyWhenANewVersionIsRefused() {
        work.serve(work.version("1.1.0", new FakeSession(0, 1)));

        work.lane().refused(new Refusal("1.2.0", "its golden image does not run", Instant.EPOCH, "content"));

        assertThat(readiness().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isNotReadyWhileItDrains() {
        work.serve(work.version("1.1.0", new FakeSession(0, 1)));

        work.lane().inFlight().close();

        assertThat(readiness().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void isAliveWhileItWaitsForAModel() {
        assertThat(liveness().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isNotAliveWhenARunHangs() {
        List<HealthCheckResponse> seen = new ArrayList<>();
        work.serve(work.version("1.1.0", new FakeSession(0, 1) {
            @Override
            public float[][] run(FloatBuffer images, int batchSize) {
                work.advance(TASK_TIMEOUT);
                seen.add(liveness());
                work.advance(Duration.ofNanos(1));
                seen.add(liveness());
                return super.run(images, batchSize);
            }
        }));
        var outcome = work.process();

        threads.runAll();

        assertThat(seen).extracting(HealthCheckResponse::getStatus).containsExactly(Status.UP, Status.DOWN);
        assertThat(seen.get(1).getData()).contains(Map.of("hung", "tiny", "broken", "", "stuck", ""));
        assertThat(outcome).isCompleted();
        assertThat(liveness().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isNeitherReadyNorAliveWithABrokenModel() {
        work.serve(work.deadVersion("1.1.0"));
        var outcome = work.process();

        threads.runAll();

        assertThat(outcome).isCompletedExceptionally();
        assertThat(liveness().getStatus()).isEqualTo(Status.DOWN);
        assertThat(liveness().getData()).contains(Map.of("hung", "", "broken", "tiny", "stuck", ""));
        assertThat(readiness().getStatus()).isEqualTo(Status.DOWN);
        assertThat(readiness().getData()).contains(Map.of("tiny", "1.1.0 on cpu, broken"));
    }

    @Test
    void isNotAliveWhenItsConsumerHasFailedForGood() {
        work.serve(work.version("1.1.0", new FakeSession(0, 1)));

        work.lane().takesNoMore();

        assertThat(liveness().getStatus()).isEqualTo(Status.DOWN);
        assertThat(liveness().getData()).contains(Map.of("hung", "", "broken", "", "stuck", "tiny"));
    }

    @Test
    void isWellAgainWhenABrokenVersionIsReplaced() {
        work.serve(work.deadVersion("1.1.0"));
        var unused = work.process();
        threads.runAll();

        work.serve(work.version("1.2.0", new FakeSession(0, 1)));

        assertThat(liveness().getStatus()).isEqualTo(Status.UP);
        assertThat(readiness().getStatus()).isEqualTo(Status.UP);
    }

    private HealthCheckResponse readiness() {
        return WorkerHealth.readiness(List.of(work.lane()));
    }

    private HealthCheckResponse liveness() {
        return WorkerHealth.liveness(List.of(work.lane()), TASK_TIMEOUT);
    }
}
