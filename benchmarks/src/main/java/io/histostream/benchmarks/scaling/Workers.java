package io.histostream.benchmarks.scaling;

import java.util.ArrayDeque;
import java.util.Deque;

/** Workers that start, work and are taken away. */
final class Workers {

    /**
     * What a worker can do.
     *
     * @param jobsPerSecond of one worker
     * @param startSeconds from the decision to a worker that is ready
     * @param rebalanceSeconds in which nobody works after the number of workers has changed
     */
    record Speed(double jobsPerSecond, int startSeconds, int rebalanceSeconds) {}

    private final Speed speed;
    private final Deque<Long> readyAt = new ArrayDeque<>();
    private int ready;
    private long stalledUntil;
    private double credit;

    Workers(Speed speed, int ready) {
        this.speed = speed;
        this.ready = ready;
    }

    int count() {
        return ready + readyAt.size();
    }

    /** Those that have not started yet go first. */
    void scale(long second, int wanted) {
        while (count() < wanted) {
            readyAt.addLast(second + speed.startSeconds);
        }
        while (count() > wanted && !readyAt.isEmpty()) {
            readyAt.removeLast();
        }
        if (count() > wanted) {
            ready = wanted;
            stalledUntil = second + speed.rebalanceSeconds;
        }
    }

    /** @return how many of the waiting jobs end in this second */
    long work(long second, long waiting) {
        while (!readyAt.isEmpty() && readyAt.peekFirst() <= second) {
            readyAt.removeFirst();
            ready++;
            stalledUntil = second + speed.rebalanceSeconds;
        }
        if (second < stalledUntil || waiting == 0) {
            credit = 0;
            return 0;
        }
        credit += ready * speed.jobsPerSecond;
        long done = Math.min(waiting, (long) credit);
        credit -= done;
        return done;
    }
}
