package io.histostream.inference.image.stain;

import java.util.Arrays;

/** numpy's {@code percentile} with linear interpolation. */
final class Percentile {

    private Percentile() {}

    /** Sorts the values. */
    static double[] of(double[] values, double... shares) {
        Arrays.sort(values);
        double[] found = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            double at = shares[i] * (values.length - 1);
            int lower = (int) Math.floor(at);
            double above = at - lower;
            double low = values[lower];
            double step = values[Math.min(lower + 1, values.length - 1)] - low;
            found[i] = above < 0.5 ? low + step * above : low + step - step * (1 - above);
        }
        return found;
    }
}
