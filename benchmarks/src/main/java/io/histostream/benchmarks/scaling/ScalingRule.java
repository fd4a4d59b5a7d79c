package io.histostream.benchmarks.scaling;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How KEDA (2.x, Kafka scaler) and the HorizontalPodAutoscaler (autoscaling/v2, its default behaviour) set a number of
 * workers from a topic's lag. Sources: kubernetes.io, "Horizontal Pod Autoscaling", "Algorithm details" and "Configurable
 * scaling behavior"; keda.sh, "Apache Kafka" and "Scaling Deployments".
 *
 * <p>It is asked once in every {@link #PERIOD}.
 */
final class ScalingRule {

    /** Seconds between two looks at the lag. */
    static final int PERIOD = 15;

    /** The autoscaler changes nothing while the metric is within a tenth of its target. */
    private static final double TOLERANCE = 0.1;

    /** In one period at most so many workers are added, or as many as there are, whichever is more. */
    private static final int MOST_ADDED = 4;

    /**
     * What an operator chooses.
     *
     * @param targetLag messages for each worker
     * @param min fewest workers; with 0 the last one goes after {@code calm}
     * @param max most workers; more than the topic has partitions would be idle
     * @param calm seconds of which the highest recommendation counts when workers are taken away
     */
    record Settings(int targetLag, int min, int max, int calm) {

        Settings {
            if (targetLag < 1 || min < 0 || max < Math.max(1, min) || calm < 0) {
                throw new IllegalArgumentException("a target of at least 1, and 0 <= min <= max, 1 <= max");
            }
        }

        /** The target by which a backlog is worked off in a wanted time. */
        static int targetLag(double jobsPerSecond, int drainSeconds) {
            return Math.max(1, (int) Math.round(jobsPerSecond * drainSeconds));
        }
    }

    private record Recommendation(long at, int workers) {}

    private final Settings settings;
    private final Deque<Recommendation> recommendations = new ArrayDeque<>();
    private long lastActive = Long.MIN_VALUE / 2;

    ScalingRule(Settings settings) {
        this.settings = settings;
    }

    /** @return how many workers there should be now */
    int workers(long second, long lag, int current) {
        if (lag > 0) {
            lastActive = second;
        }
        if (current == 0) {
            // KEDA itself brings the first one; only then does the autoscaler count.
            return lag > 0 ? Math.max(1, settings.min) : settings.min;
        }
        if (settings.min == 0 && lag == 0 && second - lastActive >= settings.calm) {
            return 0;
        }
        int wanted = stabilised(second, clamped(recommended(lag, current)), current);
        return Math.min(wanted, current + Math.max(MOST_ADDED, current));
    }

    private int recommended(long lag, int current) {
        double ratio = (double) lag / ((double) settings.targetLag * current);
        return Math.abs(ratio - 1) <= TOLERANCE ? current : (int) Math.ceil((double) lag / settings.targetLag);
    }

    private int clamped(int workers) {
        return Math.max(Math.max(1, settings.min), Math.min(settings.max, workers));
    }

    private int stabilised(long second, int recommended, int current) {
        recommendations.removeIf(earlier -> earlier.at() < second - settings.calm);
        recommendations.add(new Recommendation(second, recommended));
        int highest =
                recommendations.stream().mapToInt(Recommendation::workers).max().orElse(recommended);
        return recommended >= current ? recommended : Math.min(current, highest);
    }
}
