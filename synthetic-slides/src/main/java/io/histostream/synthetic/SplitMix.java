package io.histostream.synthetic;

/** SplitMix64, written out so that a seed means the same on every JDK. */
final class SplitMix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix(long seed) {
        this.state = seed;
    }

    /** A well-mixed value of the seed and a path of integers below it. */
    static long mix(long seed, long... path) {
        long mixed = finish(seed + GOLDEN);
        for (long step : path) {
            mixed = finish((mixed ^ step) + GOLDEN);
        }
        return mixed;
    }

    private static long finish(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += GOLDEN;
        return finish(state);
    }

    /** Uniform in [0, 1). */
    double next() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * next();
    }

    /** A bell-shaped value, mean 0 and standard deviation 1, within ±3.5: four uniforms from one draw, scaled. */
    double bell() {
        long bits = nextLong();
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum / 65535.0 - 2) * 1.7320508075688772;
    }

    int below(int bound) {
        return (int) (next() * bound);
    }
}
