package io.histostream.inference.batching;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The fills and runs that were started and have not returned. Guarded by the batcher's lock. */
final class RunningTasks {

    private final BatchingLimits limits;
    private final Map<Reservation, Long> fills = new IdentityHashMap<>();
    private final Map<Batch, Long> runs = new IdentityHashMap<>();

    RunningTasks(BatchingLimits limits) {
        this.limits = limits;
    }

    boolean mayFill() {
        return fills.size() < limits.concurrentFills() && mayStart();
    }

    boolean mayRun() {
        return runs.size() < limits.concurrentRuns() && mayStart();
    }

    private boolean mayStart() {
        return fills.size() + runs.size() < limits.concurrentTasks();
    }

    void startFill(Reservation reservation, long now) {
        fills.put(reservation, now);
    }

    void endFill(Reservation reservation) {
        fills.remove(reservation);
    }

    void startRun(Batch batch, long now) {
        runs.put(batch, now);
    }

    void endRun(Batch batch) {
        runs.remove(batch);
    }

    Optional<Duration> longest(long now) {
        long longest = -1;
        for (long startedAt : fills.values()) {
            longest = Math.max(longest, now - startedAt);
        }
        for (long startedAt : runs.values()) {
            longest = Math.max(longest, now - startedAt);
        }
        return longest < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(longest));
    }
}
