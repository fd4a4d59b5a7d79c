package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.contracts.Prediction;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is unloaded: what it had is given back, what had begun is finished. */
class ModelUnloadTest {

    private static final String MODEL = RegistryAtWork.MODEL;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private RegistryAtWork work;
    private ModelRegistry registry;

    @BeforeEach
    void serve() {
        work = new RegistryAtWork(folder, Map.of());
        registry = work.registry();
        work.addVersion("1.1.0");
        registry.startConsuming();
        registry.load(MODEL, "1.1.0");
    }

    @Test
    void closesTheSession() throws Exception {
        ServedVersion version = work.lane().current().orElseThrow();
        FloatBuffer image = FloatBuffer.allocate(version.served().preprocessor().elementCount());

        registry.unload(MODEL, DRAIN);

        assertThatThrownBy(() -> version.served().engine().run(image, 1)).hasMessageContaining("closed");
    }

    @Test
    void takesNoMoreJobs() throws InterruptedException {
        ModelLane lane = work.lane();

        registry.unload(MODEL, DRAIN);

        assertThat(work.consuming()).isEmpty();
        assertThat(lane.inFlight().begin()).isFalse();
        assertThat(lane.process(work.job())).failsWithin(DRAIN);
    }

    @Test
    void forgetsTheModelAndItsMetrics() throws InterruptedException {
        registry.unload(MODEL, DRAIN);

        assertThat(registry.lanes()).isEmpty();
        assertThat(work.meters().getMeters()).isEmpty();
    }

    @Test
    void knowsNoModelOfAnotherName() throws InterruptedException {
        assertThat(registry.unload("vgg19", DRAIN)).isFalse();
    }

    @Test
    void finishesTheJobsInFlightFirst() throws Exception {
        ModelLane lane = work.lane();
        lane.inFlight().begin();
        CompletableFuture<Boolean> unloaded = unloadAside(DRAIN);
        while (!lane.inFlight().isClosed()) {
            Thread.onSpinWait();
        }

        var outcome = lane.process(work.job());
        boolean early = unloaded.isDone();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Prediction.class);
        assertThat(early).isFalse();
        lane.inFlight().end();
        assertThat(unloaded.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesAJobToOtherWorkersThatTakesTooLong() throws Exception {
        ModelLane lane = work.lane();
        lane.inFlight().begin();

        boolean unloaded = registry.unload(MODEL, Duration.ofMillis(5));

        assertThat(unloaded).isTrue();
        assertThat(lane.current()).isEmpty();
    }

    @Test
    void isServedAgainWhenItIsLoadedAgain() throws Exception {
        registry.unload(MODEL, DRAIN);

        registry.load(MODEL, "1.1.0");

        assertThat(work.consuming()).containsExactly(MODEL);
        assertThat(work.lane().process(work.job()).get(10, TimeUnit.SECONDS)).isInstanceOf(Prediction.class);
    }

    private CompletableFuture<Boolean> unloadAside(Duration drainTimeout) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return registry.unload(MODEL, drainTimeout);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
