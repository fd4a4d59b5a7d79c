package io.histostream.benchmarks.scaling;

import java.util.Arrays;
import java.util.Random;

/** How many jobs arrive in each second of a day. */
enum Arrivals {
    /** As many in every second. */
    STEADY {
        @Override
        int[] of(int jobs, long seed) {
            double[] weights = new double[DAY];
            Arrays.fill(weights, 1);
            return drawn(weights, jobs, seed);
        }
    },
    /** From 8 to 18 o'clock, with two heights and a lunch between them. */
    OFFICE_HOURS {
        @Override
        int[] of(int jobs, long seed) {
            double[] weights = new double[DAY];
            for (int second = 8 * HOUR; second < 18 * HOUR; second++) {
                weights[second] = hill(second, 10.5) + hill(second, 15);
            }
            return drawn(weights, jobs, seed);
        }

        private double hill(int second, double hour) {
            double distance = (second / (double) HOUR - hour) / 1.25;
            return Math.exp(-distance * distance / 2);
        }
    },
    /** Whole batches of 5,000, each within a second, at random times of the day. */
    BURSTS {
        @Override
        int[] of(int jobs, long seed) {
            int[] arrivals = new int[DAY];
            Random random = new Random(seed);
            for (int left = jobs; left > 0; left -= BURST) {
                arrivals[random.nextInt(DAY)] += Math.min(BURST, left);
            }
            return arrivals;
        }
    };

    static final int DAY = 86_400;
    private static final int HOUR = 3_600;
    private static final int BURST = 5_000;

    /**
     * The jobs of a day.
     *
     * @return one count for each second, {@code jobs} in all
     */
    abstract int[] of(int jobs, long seed);

    /** Each job's second by the weights of the seconds. */
    private static int[] drawn(double[] weights, int jobs, long seed) {
        Random random = new Random(seed);
        double[] cumulative = weights.clone();
        for (int second = 1; second < DAY; second++) {
            cumulative[second] += cumulative[second - 1];
        }
        int[] arrivals = new int[DAY];
        for (int job = 0; job < jobs; job++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[DAY - 1]);
            int second = found < 0 ? -found - 1 : found;
            arrivals[Math.min(second, DAY - 1)]++;
        }
        return arrivals;
    }
}
