package io.histostream.inference.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** Images that wait for a slot, batches being filled, batches ready to run, and free buffers. Guarded by the batcher. */
final class BatchQueues {

    private final BatchingLimits limits;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Deque<BatchBuffer> freeBuffers = new ArrayDeque<>();
    private final List<Batch> open = new ArrayList<>();
    private final Deque<Batch> ready = new ArrayDeque<>();

    BatchQueues(BatchingLimits limits, int elementCount) {
        this.limits = limits;
        for (int i = 0; i < limits.buffers(); i++) {
            freeBuffers.add(new BatchBuffer(limits.maxBatchSize(), elementCount));
        }
    }

    void add(Entry entry) {
        waiting.add(entry);
    }

    /** A slot for the image that has waited longest, or {@code null} when no image waits or no slot is free. */
    Reservation reserveNext() {
        Batch batch = waiting.isEmpty() ? null : batchWithRoom();
        if (batch == null) {
            return null;
        }
        Entry entry = waiting.remove();
        return new Reservation(batch, batch.reserve(entry), entry);
    }

    /** The oldest batch that nobody is filling; else a new one; else the one with the fewest pending slots. */
    private Batch batchWithRoom() {
        List<Batch> withRoom = open.stream().filter(Batch::hasRoom).toList();
        Batch leastPending =
                withRoom.stream().min(Comparator.comparingInt(Batch::pending)).orElse(null);
        if (leastPending != null && leastPending.pending() == 0) {
            return leastPending;
        }
        if (withRoom.size() < limits.openBatches() && !freeBuffers.isEmpty()) {
            Batch batch = new Batch(freeBuffers.pop(), limits.maxBatchSize());
            open.add(batch);
            return batch;
        }
        return leastPending;
    }

    /** The slot is filled, or given back for another image. */
    void settle(Reservation reservation, boolean filled) {
        Batch batch = reservation.batch();
        if (filled) {
            batch.filled(reservation.slot());
        } else {
            batch.giveBack(reservation.slot());
        }
        moveIfSettled(batch);
    }

    private void moveIfSettled(Batch batch) {
        if (batch.isSettled()) {
            open.remove(batch);
            ready.add(batch);
        }
    }

    /** Seals one batch that has waited long enough: one that can run at once, if there is such, else the oldest. */
    void sealDue(long now, long maxQueueDelayNanos) {
        open.stream()
                .filter(Batch::isGathering)
                .filter(batch -> batch.waitedNanos(now) >= maxQueueDelayNanos)
                .min(Comparator.comparing((Batch batch) -> batch.pending() > 0)
                        .thenComparing(batch -> -batch.waitedNanos(now)))
                .ifPresent(batch -> {
                    batch.seal();
                    moveIfSettled(batch);
                });
    }

    /** How long until the next batch has waited for the max queue delay; none for those that have. */
    OptionalLong nextDueNanos(long now, long maxQueueDelayNanos) {
        return open.stream()
                .filter(Batch::isGathering)
                .mapToLong(batch -> maxQueueDelayNanos - batch.waitedNanos(now))
                .filter(remaining -> remaining > 0)
                .min();
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    Batch takeReady() {
        return ready.remove();
    }

    void recycle(Batch batch) {
        freeBuffers.push(batch.buffer());
    }
}
