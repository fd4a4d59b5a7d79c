package io.histostream.benchmarks.scaling;

import io.histostream.benchmarks.scaling.ScalingRule.Settings;
import io.histostream.benchmarks.scaling.Workers.Speed;

/** Runs a day, second by second, and on until every job has ended. */
final class Simulation {

    private static final int LONGEST = 30 * Arrivals.DAY;

    /**
     * What came of it.
     *
     * @param jobs that ended: all of them
     * @param medianWait seconds from arrival to end
     * @param p99Wait seconds
     * @param longestWait seconds
     * @param workerHours of all workers, starting ones included, in the day
     * @param most workers at one time
     * @param flaps how often workers were added within ten minutes after some had been taken away
     */
    record Outcome(long jobs, int medianWait, int p99Wait, int longestWait, double workerHours, int most, int flaps) {}

    private static final int FLAP = 600;

    private final int[] arrivals;
    private final Speed speed;
    private final Settings settings;

    private final long[] waits = new long[LONGEST];
    private long workerSeconds;
    private int most;
    private int flaps;
    private int lastDirection;
    private long lastChange = -LONGEST;

    private Simulation(int[] arrivals, Speed speed, Settings settings) {
        this.arrivals = arrivals;
        this.speed = speed;
        this.settings = settings;
    }

    /** @throws IllegalStateException when the workers never work the jobs off */
    static Outcome run(int[] arrivals, Speed speed, Settings settings) {
        return new Simulation(arrivals, speed, settings).run();
    }

    private Outcome run() {
        ScalingRule rule = new ScalingRule(settings);
        Workers workers = new Workers(speed, settings.min());
        Backlog backlog = new Backlog();
        for (int second = 0; second < arrivals.length || backlog.length() > 0; second++) {
            if (second == LONGEST) {
                throw new IllegalStateException("the jobs are not worked off in a month");
            }
            backlog.add(second, second < arrivals.length ? arrivals[second] : 0);
            if (second % ScalingRule.PERIOD == 0) {
                scale(second, workers, rule.workers(second, backlog.length(), workers.count()));
            }
            backlog.remove(second, workers.work(second, backlog.length()), waits);
            if (second < arrivals.length) {
                workerSeconds += workers.count();
            }
        }
        return new Outcome(
                backlog.ended(),
                wait(0.5, backlog),
                wait(0.99, backlog),
                wait(1, backlog),
                workerSeconds / 3600.0,
                most,
                flaps);
    }

    private void scale(int second, Workers workers, int wanted) {
        int direction = Integer.signum(wanted - workers.count());
        if (direction != 0) {
            flaps += direction > 0 && lastDirection < 0 && second - lastChange <= FLAP ? 1 : 0;
            lastDirection = direction;
            lastChange = second;
        }
        workers.scale(second, wanted);
        most = Math.max(most, wanted);
    }

    private int wait(double share, Backlog backlog) {
        long rank = (long) Math.ceil(share * backlog.ended());
        long seen = 0;
        for (int seconds = 0; seconds < waits.length; seconds++) {
            seen += waits[seconds];
            if (seen >= rank) {
                return seconds;
            }
        }
        throw new IllegalStateException("more jobs ended than have waited");
    }
}
