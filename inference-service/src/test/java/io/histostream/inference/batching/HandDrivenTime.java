package io.histostream.inference.batching;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** A clock and a timer that stand still until the test moves them. */
final class HandDrivenTime implements LongSupplier, BatchTimer {

    private record Callback(long at, Runnable action) {}

    private final Deque<Callback> callbacks = new ArrayDeque<>();
    private long now = 1_000;

    @Override
    public long getAsLong() {
        return now;
    }

    @Override
    public void schedule(Runnable callback, long delayNanos) {
        callbacks.add(new Callback(now + delayNanos, callback));
    }

    int scheduled() {
        return callbacks.size();
    }

    void advance(Duration by) {
        now += by.toNanos();
        int due = callbacks.size();
        for (int i = 0; i < due; i++) {
            Callback callback = callbacks.remove();
            if (callback.at() <= now) {
                callback.action().run();
            } else {
                callbacks.add(callback);
            }
        }
    }
}
