package io.histostream.inference.worker;

import java.util.concurrent.Semaphore;

/** Bounds how many bytes of fetched images wait to be decoded; an image that is larger waits alone. Thread-safe. */
final class FetchedBytes {

    private static final int BYTES_PER_PERMIT = 1024;

    private final int all;
    private final Semaphore permits;

    FetchedBytes(long bytes) {
        this.all = Math.max(1, Math.toIntExact(bytes / BYTES_PER_PERMIT));
        this.permits = new Semaphore(all, true);
    }

    /** Waits for room; the runnable gives it back. */
    Runnable take(long bytes) throws InterruptedException {
        int taken = (int) Math.min(all, bytes / BYTES_PER_PERMIT + 1);
        permits.acquire(taken);
        return () -> permits.release(taken);
    }
}
