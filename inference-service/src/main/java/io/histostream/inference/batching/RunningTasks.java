package io.histostream.inference.batching;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The fills and runs that were handed to the executor and have not returned. Guarded by the batcher's lock. They count
 * towards the limits from the first moment, but their time only begins when a thread takes them: threads may be shared.
 */
final class RunningTasks {

    private static final long NOT_BEGUN = Long.MIN_VALUE;

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

    void startFill(Reservation reservation) {
        fills.put(reservation, NOT_BEGUN);
    }

    void beginFill(Reservation reservation, long now) {
        fills.put(reservation, now);
    }

    void endFill(Reservation reservation) {
        fills.remove(reservation);
    }

    void startRun(Batch batch) {
        runs.put(batch, NOT_BEGUN);
    }

    void beginRun(Batch batch, long now) {
        runs.put(batch, now);
    }

    void endRun(Batch batch) {
        runs.remove(batch);
    }

    Optional<Duration> longest(long now) {
        return LongStream.concat(
                        fills.values().stream().mapToLong(Long::longValue),
                        runs.values().stream().mapToLong(Long::longValue))
                .filter(begunAt -> begunAt != NOT_BEGUN)
                .mapToObj(begunAt -> Duration.ofNanos(now - begunAt))
                .max(Duration::compareTo);
    }
}
