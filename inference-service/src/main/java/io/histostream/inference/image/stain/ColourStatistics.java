package io.histostream.inference.image.stain;

import java.util.Optional;

/** Mean and standard deviation of a picture's pixels in l, alpha and beta. */
record ColourStatistics(double[] mean, double[] std) {

    /** Below it a channel is constant, apart from rounding. */
    private static final double LEAST_DEVIATION = 1e-6;

    /** Empty for a picture with too little tissue, or whose colours do not vary. */
    static Optional<ColourStatistics> of(byte[] rgb) {
        if (!OpticalDensity.isEnough(OpticalDensity.tissuePixels(rgb), rgb)) {
            return Optional.empty();
        }
        double[] origin = new double[3];
        RudermanColour.of(rgb, 0, origin);
        double[] sums = new double[3];
        double[] squares = new double[3];
        addAll(rgb, origin, sums, squares);
        double pixels = rgb.length / 3.0;
        double[] mean = new double[3];
        double[] std = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            double shift = sums[channel] / pixels;
            mean[channel] = origin[channel] + shift;
            std[channel] = Math.sqrt(Math.max(0, squares[channel] / pixels - shift * shift));
            if (std[channel] < LEAST_DEVIATION) {
                return Optional.empty();
            }
        }
        return Optional.of(new ColourStatistics(mean, std));
    }

    /** Sums of the differences from an origin, since sums of squares far from it lose what varies. */
    private static void addAll(byte[] rgb, double[] origin, double[] sums, double[] squares) {
        double[] lab = new double[3];
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            RudermanColour.of(rgb, pixel, lab);
            for (int channel = 0; channel < 3; channel++) {
                double difference = lab[channel] - origin[channel];
                sums[channel] += difference;
                squares[channel] += difference * difference;
            }
        }
    }
}
