package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.ImageStore;
import io.histostream.inference.model.ModelRunException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** A model's lane over a real store, with versions on fake sessions; fetching happens at once. */
final class LaneAtWork {

    private static final byte[] PICTURE = Jobs.picture(new Color(220, 90, 110), 0);

    private final AtomicLong nanoClock = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeVersions versions;
    private final ModelLane lane;

    /**
     * @param threads decode and run
     */
    LaneAtWork(Path folder, Executor threads) {
        FolderImageStore.initialise(folder.resolve("store"), false);
        ImageStore store = new FolderImageStore(folder.resolve("store"));
        Jobs.store(store, PICTURE);
        versions = new FakeVersions(folder.resolve("models"), store, threads, nanoClock::get);
        StorePatience patience = new StorePatience(Duration.ofMillis(1), Duration.ofMillis(4));
        lane = new ModelLane(
                FakeVersions.MODEL,
                new InferenceMetrics(meters, FakeVersions.MODEL),
                (begun, metrics) -> new JobPipeline(
                        new ImageFetcher(store, 1 << 20, patience),
                        Runnable::run,
                        new FetchedBytes(1 << 20),
                        begun,
                        metrics));
    }

    ModelLane lane() {
        return lane;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    /** How many images have been fetched. */
    long fetched() {
        return meters.get(InferenceMetrics.FETCH_TIME).timer().count();
    }

    ServedVersion version(String number, FakeSession session) {
        return versions.make(number, session);
    }

    /** A version whose runs fail, and with them its golden image. */
    ServedVersion deadVersion(String number) {
        FakeSession dead = new FakeSession() {
            @Override
            public float[][] run(FloatBuffer images, int batchSize) {
                throw new IllegalStateException("the device is gone");
            }
        };
        return versions.make(
                number,
                dead,
                session -> {
                    throw new ModelRunException("the golden image fails", null);
                },
                () -> {});
    }

    void serve(ServedVersion version) {
        var unused = lane.serve(version);
    }

    CompletableFuture<JobOutcome> process() {
        return lane.process(job());
    }

    ImageJob job() {
        return Jobs.job(PICTURE);
    }

    void advance(Duration time) {
        nanoClock.addAndGet(time.toNanos());
    }
}
