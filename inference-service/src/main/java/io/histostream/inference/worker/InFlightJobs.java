package io.histostream.inference.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the jobs from their beginning to their acknowledgement, and closes the door when the worker stops. */
final class InFlightJobs {

    private int count;
    private boolean closed;

    /** False when the worker stops: the job must not begin. */
    synchronized boolean begin() {
        if (closed) {
            return false;
        }
        count++;
        return true;
    }

    synchronized void end() {
        count--;
        notifyAll();
    }

    synchronized int count() {
        return count;
    }

    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until no job is in flight; false when that takes too long. */
    synchronized boolean awaitNone(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (count > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
