package io.histostream.inference.batching;

import java.nio.FloatBuffer;

/** An image's claim to a slot that it has yet to fill. */
record Reservation(Batch batch, int slot, Entry entry) {

    /** Fills the slot; returns what went wrong, or {@code null}. */
    Throwable fill() {
        FloatBuffer view = batch.buffer().slot(slot);
        try {
            entry.filler().fill(view);
        } catch (Throwable failure) {
            return failure;
        }
        return view.hasRemaining() ? new IllegalStateException("the slot was not filled to its end") : null;
    }
}
