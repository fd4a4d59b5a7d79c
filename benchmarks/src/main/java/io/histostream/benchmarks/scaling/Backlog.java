package io.histostream.benchmarks.scaling;

import java.util.ArrayDeque;
import java.util.Deque;

/** Jobs in the order of their arrival. */
final class Backlog {

    private record Arrived(int second, long jobs) {}

    private final Deque<Arrived> waiting = new ArrayDeque<>();
    private long length;
    private long ended;

    void add(int second, long jobs) {
        if (jobs > 0) {
            waiting.addLast(new Arrived(second, jobs));
            length += jobs;
        }
    }

    /** @param waits how many jobs waited for so many seconds; those that end now are added */
    void remove(int second, long jobs, long[] waits) {
        for (long left = jobs; left > 0; ) {
            Arrived first = waiting.removeFirst();
            long taken = Math.min(left, first.jobs());
            if (taken < first.jobs()) {
                waiting.addFirst(new Arrived(first.second(), first.jobs() - taken));
            }
            waits[second - first.second()] += taken;
            left -= taken;
        }
        length -= jobs;
        ended += jobs;
    }

    long length() {
        return length;
    }

    long ended() {
        return ended;
    }
}
