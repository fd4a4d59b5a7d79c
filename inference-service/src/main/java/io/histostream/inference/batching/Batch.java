package io.histostream.inference.batching;

import java.util.ArrayList;
import java.util.List;

/**
 * One use of a batch buffer: slots are reserved, then filled or given back; once sealed, nothing more is reserved, and
 * when the last pending slot is settled the batch is ready. Guarded by the batcher's lock until it is ready, then owned
 * by the task that runs it.
 */
final class Batch {

    private final BatchBuffer buffer;
    private final Entry[] reserved;
    private final boolean[] filledSlots;
    private int pending;
    private int filled;
    private long oldestFilledAt;
    private boolean sealed;

    Batch(BatchBuffer buffer, int maxBatchSize) {
        this.buffer = buffer;
        this.reserved = new Entry[maxBatchSize];
        this.filledSlots = new boolean[maxBatchSize];
    }

    BatchBuffer buffer() {
        return buffer;
    }

    boolean hasRoom() {
        return !sealed && pending + filled < reserved.length;
    }

    int pending() {
        return pending;
    }

    /** Takes the first slot that is free; the caller has asked {@link #hasRoom}. */
    int reserve(Entry entry) {
        for (int slot = 0; slot < reserved.length; slot++) {
            if (reserved[slot] == null) {
                reserved[slot] = entry;
                pending++;
                return slot;
            }
        }
        throw new IllegalStateException("no slot is free");
    }

    void filled(int slot) {
        if (filled == 0) {
            oldestFilledAt = reserved[slot].filledAt();
        }
        filledSlots[slot] = true;
        pending--;
        filled++;
        sealed |= filled == reserved.length;
    }

    void giveBack(int slot) {
        reserved[slot] = null;
        pending--;
    }

    /** Holds images and still waits for more. */
    boolean isGathering() {
        return !sealed && filled > 0;
    }

    long waitedNanos(long now) {
        return now - oldestFilledAt;
    }

    void seal() {
        sealed = true;
    }

    boolean isSettled() {
        return sealed && pending == 0;
    }

    /** Moves the last images into the slots that were given back, and names the images in slot order. */
    List<Entry> compact() {
        List<Entry> images = new ArrayList<>(filled);
        int last = reserved.length - 1;
        for (int slot = 0; slot < filled; slot++) {
            if (!filledSlots[slot]) {
                while (!filledSlots[last]) {
                    last--;
                }
                buffer.copySlot(last, slot);
                reserved[slot] = reserved[last];
                filledSlots[last] = false;
            }
            images.add(reserved[slot]);
        }
        return images;
    }
}
