package io.histostream.synthetic;

/** Smooth value noise over the plane, in [-1, 1]; the seed shifts it to another part of one fixed lattice. */
final class Noise {
    private static final int SIDE = 256;
    private static final int MASK = SIDE - 1;
    private static final float[] LATTICE = lattice();

    private final double shiftX;
    private final double shiftY;

    Noise(long seed) {
        SplitMix random = new SplitMix(seed);
        this.shiftX = random.between(0, SIDE);
        this.shiftY = random.between(0, SIDE);
    }

    private static float[] lattice() {
        SplitMix random = new SplitMix(0x5EEDL);
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.between(-1, 1);
        }
        return values;
    }

    double at(double x, double y) {
        double px = x + shiftX;
        double py = y + shiftY;
        int ix = floor(px);
        int iy = floor(py);
        double fx = fade(px - ix);
        double fy = fade(py - iy);
        int row = (iy & MASK) * SIDE;
        int below = (iy + 1 & MASK) * SIDE;
        int left = ix & MASK;
        int right = ix + 1 & MASK;
        double top = LATTICE[row + left] + fx * (LATTICE[row + right] - LATTICE[row + left]);
        double bottom = LATTICE[below + left] + fx * (LATTICE[below + right] - LATTICE[below + left]);
        return top + fy * (bottom - top);
    }

    /** Three octaves, each half as wide and half as strong, in about [-1, 1]. */
    double octaves(double x, double y) {
        return (at(x, y) + 0.5 * at(2 * x + 17.3, 2 * y + 5.1) + 0.25 * at(4 * x + 3.7, 4 * y + 41.9)) / 1.3;
    }

    static int floor(double value) {
        int truncated = (int) value;
        return value < truncated ? truncated - 1 : truncated;
    }

    private static double fade(double t) {
        return t * t * (3 - 2 * t);
    }

    /** 0 below the low edge, 1 above the high one, smooth between. */
    static double step(double low, double high, double value) {
        double t = (value - low) / (high - low);
        return t <= 0 ? 0 : t >= 1 ? 1 : fade(t);
    }
}
