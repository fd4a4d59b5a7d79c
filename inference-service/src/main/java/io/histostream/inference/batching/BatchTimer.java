package io.histostream.inference.batching;

/** Calls back later. */
@FunctionalInterface
public interface BatchTimer {

    void schedule(Runnable callback, long delayNanos);
}
