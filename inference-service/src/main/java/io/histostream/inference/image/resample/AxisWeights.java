package io.histostream.inference.image.resample;

import io.histostream.inference.image.Filter;

/**
 * Which source pixels make each output pixel along one axis, and with which weights, in fixed point with
 * {@value #PRECISION_BITS} bits: {@code precompute_coeffs} and {@code normalize_coeffs_8bpc} of Pillow's
 * {@code Resample.c}. Pixels of the padding have no weights.
 *
 * @param first first source pixel of each output pixel
 * @param end one behind its last
 * @param weights {@code stride} per output pixel
 */
record AxisWeights(int[] first, int[] end, int[] weights, int stride) {

    static final int PRECISION_BITS = 32 - 8 - 2;

    static AxisWeights of(Filter filter, int source, AxisSpan span) {
        return source == span.resized() ? unchanged(span) : resampled(filter, source, span);
    }

    /** Pillow leaves a pass out that would change nothing. */
    private static AxisWeights unchanged(AxisSpan span) {
        int[] first = new int[span.length()];
        int[] end = new int[span.length()];
        int[] weights = new int[span.length()];
        for (int i = 0; i < span.length(); i++) {
            int pixel = span.cut() + i;
            if (pixel >= 0 && pixel < span.resized()) {
                first[i] = pixel;
                end[i] = pixel + 1;
                weights[i] = 1 << PRECISION_BITS;
            }
        }
        return new AxisWeights(first, end, weights, 1);
    }

    private static AxisWeights resampled(Filter filter, int source, AxisSpan span) {
        FilterKernel kernel = FilterKernel.of(filter);
        double scale = (double) source / span.resized();
        double filterScale = Math.max(scale, 1);
        double support = kernel.support * filterScale;
        int stride = Math.min(source, (int) Math.ceil(support) * 2 + 1);
        int[] first = new int[span.length()];
        int[] end = new int[span.length()];
        int[] weights = new int[Math.multiplyExact(span.length(), stride)];
        double[] exact = new double[stride];
        for (int i = 0; i < span.length(); i++) {
            int pixel = span.cut() + i;
            if (pixel >= 0 && pixel < span.resized()) {
                double centre = (pixel + 0.5) * scale;
                first[i] = Math.max(0, (int) (centre - support + 0.5));
                end[i] = Math.min(source, (int) (centre + support + 0.5));
                double sum = 0;
                for (int tap = 0; tap < end[i] - first[i]; tap++) {
                    exact[tap] = kernel.weight((tap + first[i] - centre + 0.5) * (1 / filterScale));
                    sum += exact[tap];
                }
                for (int tap = 0; tap < end[i] - first[i]; tap++) {
                    weights[i * stride + tap] = fixedPoint(sum == 0 ? exact[tap] : exact[tap] / sum);
                }
            }
        }
        return new AxisWeights(first, end, weights, stride);
    }

    private static int fixedPoint(double weight) {
        double scaled = weight * (1 << PRECISION_BITS);
        return (int) (weight < 0 ? -0.5 + scaled : 0.5 + scaled);
    }

    int length() {
        return first.length;
    }

    boolean isPadding(int pixel) {
        return first[pixel] == end[pixel];
    }

    /** The most output pixels that lie between the first that is unfinished and the last that has begun. */
    int mostOpen() {
        int most = 1;
        int oldest = 0;
        for (int pixel = 0; pixel < first.length; pixel++) {
            while (!isPadding(pixel) && end[oldest] <= first[pixel]) {
                oldest++;
            }
            most = isPadding(pixel) ? most : Math.max(most, pixel - oldest + 1);
        }
        return most;
    }
}
