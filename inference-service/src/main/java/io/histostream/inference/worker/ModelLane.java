package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * All that one model has of its own in this worker: the version that serves, those that still finish their jobs, and the
 * jobs in flight. Thread-safe; versions are changed by one thread at a time.
 */
final class ModelLane {

    private final String model;
    private final InferenceMetrics metrics;
    private final JobPipeline pipeline;
    private final InFlightJobs inFlight = new InFlightJobs();
    private final AtomicReference<ServedVersion> current = new AtomicReference<>();
    private final List<ServedVersion> open = new CopyOnWriteArrayList<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private volatile boolean stuck;

    ModelLane(String model, InferenceMetrics metrics, JobPipelines pipelines) {
        this.model = model;
        this.metrics = metrics;
        this.pipeline = pipelines.make(this::begun, metrics);
        metrics.watch(inFlight);
        metrics.watchLongestTask(this, ModelLane::longestTask);
    }

    /** The version in service, in which one more job has begun. */
    private ServedVersion begun() {
        while (true) {
            ServedVersion version = current.get();
            if (version == null) {
                throw new JobHeldException("the model is not served any more");
            }
            // A retired one is no longer the current one either: the next look finds another.
            if (version.begin()) {
                return version;
            }
        }
    }

    CompletableFuture<JobOutcome> process(ImageJob job) {
        return pipeline.process(job);
    }

    /**
     * From now on jobs go to this version; those in flight end with the one that they began with, which is then closed.
     *
     * @return completes when the version before has been closed, at once if there was none
     */
    CompletableFuture<Void> serve(ServedVersion next) {
        open.add(next);
        metrics.inService(next.served().provider(), next.version());
        refusals.remove(next.version());
        return retire(current.getAndSet(next));
    }

    /** No version serves any more; completes when the last one has been closed. */
    CompletableFuture<Void> serveNone() {
        return retire(current.getAndSet(null));
    }

    private CompletableFuture<Void> retire(ServedVersion version) {
        if (version == null) {
            return CompletableFuture.completedFuture(null);
        }
        // On a thread of its own: the last job ends on one that others wait for. Memory goes only after the closing has
        // returned, which holds the version and with it its buffers.
        return version.retire().thenRunAsync(() -> close(version)).thenRunAsync(FreedMemory::giveBack);
    }

    private void close(ServedVersion version) {
        try {
            version.close();
        } finally {
            open.remove(version);
        }
    }

    void refused(Refusal refusal) {
        refusals.put(refusal.version(), refusal);
    }

    String model() {
        return model;
    }

    Optional<ServedVersion> current() {
        return Optional.ofNullable(current.get());
    }

    /** Whether this version was refused with exactly this content. */
    boolean hasRefused(String version, String content) {
        Refusal refusal = refusals.get(version);
        return refusal != null && refusal.content().equals(content);
    }

    /** The latest refusal of a version that has not served since. */
    Optional<Refusal> lastRefusal() {
        return refusals.values().stream().max(Comparator.comparing(Refusal::at));
    }

    /** How many jobs may be in flight; the same for every version. */
    int capacity() {
        return current().orElseThrow().capacity();
    }

    InferenceMetrics metrics() {
        return metrics;
    }

    InFlightJobs inFlight() {
        return inFlight;
    }

    ModelState state() {
        if (inFlight.isClosed()) {
            return ModelState.DRAINING;
        }
        if (current.get() != null) {
            return ModelState.SERVING;
        }
        return refusals.isEmpty() ? ModelState.LOADING : ModelState.REFUSED;
    }

    /** A broken model no longer computes its own golden image. */
    boolean isBroken() {
        return current().filter(ServedVersion::isBroken).isPresent();
    }

    /** Its consumer has failed for good. */
    void takesNoMore() {
        stuck = true;
    }

    /** Whether only a restart would have this worker take jobs again. */
    boolean isStuck() {
        return stuck;
    }

    /** For how long the longest decoding or run has been going on, in any version. */
    Duration longestTask() {
        return open.stream()
                .flatMap(version -> version.longestTask().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
