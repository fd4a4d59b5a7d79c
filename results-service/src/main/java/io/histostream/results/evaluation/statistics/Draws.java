package io.histostream.results.evaluation.statistics;

/**
 * The random draws of one resample: SplitMix64 (Steele, Lea and Flood 2014), started from the seed, the resample's
 * number and the stream. So a resample is the same on every platform, in every order and on any number of threads.
 */
final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Two independent samples take the streams 0 and 1. */
    Draws(long seed, int resample, int stream) {
        state = mixed(seed + GOLDEN * (2L * resample + stream + 1));
    }

    /** A number from 0 to bound - 1: the high half of 32 random bits times the bound. */
    int below(int bound) {
        state += GOLDEN;
        return (int) (((mixed(state) >>> 32) * bound) >>> 32);
    }

    /** How often each of the patients is drawn when as many are drawn with replacement as there are. */
    int[] weights(int patients) {
        int[] weights = new int[patients];
        for (int draw = 0; draw < patients; draw++) {
            weights[below(patients)]++;
        }
        return weights;
    }

    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
