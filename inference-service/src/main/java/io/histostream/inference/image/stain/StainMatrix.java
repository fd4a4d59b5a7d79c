package io.histostream.inference.image.stain;

import java.util.Optional;

/**
 * The two stains of a picture by Macenko's method: optical densities of length 1, and the 99th percentiles of their
 * concentrations over all pixels.
 */
record StainMatrix(double[] haematoxylin, double[] eosin, double maxHaematoxylin, double maxEosin) {

    private static final double LOW = 0.01;
    private static final double HIGH = 0.99;
    /** Below it the tissue has one colour only, apart from rounding. */
    private static final double LEAST_SPREAD = 1e-6;

    /** Empty for a picture whose stains cannot be told. */
    static Optional<StainMatrix> of(byte[] rgb) {
        int tissue = OpticalDensity.tissuePixels(rgb);
        if (!OpticalDensity.isEnough(tissue, rgb)) {
            return Optional.empty();
        }
        SymmetricMatrix spread = new SymmetricMatrix(covariance(rgb, tissue));
        if (spread.value(1) <= LEAST_SPREAD * spread.value(0)) {
            return Optional.empty();
        }
        double[] main = pointingUp(spread.vector(0));
        double[] side = spread.vector(1);
        double[] extremes = Percentile.of(angles(rgb, tissue, main, side), LOW, HIGH);
        double[] one = towards(extremes[0], main, side);
        double[] other = towards(extremes[1], main, side);
        return one[0] > other[0] ? withConcentrations(rgb, one, other) : withConcentrations(rgb, other, one);
    }

    private static Optional<StainMatrix> withConcentrations(byte[] rgb, double[] haematoxylin, double[] eosin) {
        double[][] unmixing = unmixing(haematoxylin, eosin);
        if (unmixing.length == 0) {
            return Optional.empty();
        }
        double maxHaematoxylin = Percentile.of(along(unmixing[0], rgb), HIGH)[0];
        double maxEosin = Percentile.of(along(unmixing[1], rgb), HIGH)[0];
        return maxHaematoxylin > LEAST_SPREAD && maxEosin > LEAST_SPREAD
                ? Optional.of(new StainMatrix(haematoxylin, eosin, maxHaematoxylin, maxEosin))
                : Optional.empty();
    }

    /** Two rows: least squares give a stain's concentration as a row times the densities. */
    double[][] unmixing() {
        return unmixing(haematoxylin, eosin);
    }

    /** Empty where the stains are one. */
    private static double[][] unmixing(double[] one, double[] other) {
        double oneOne = dot(one, one);
        double oneOther = dot(one, other);
        double otherOther = dot(other, other);
        double determinant = oneOne * otherOther - oneOther * oneOther;
        if (determinant <= LEAST_SPREAD) {
            return new double[0][];
        }
        double[][] rows = new double[2][3];
        for (int channel = 0; channel < 3; channel++) {
            rows[0][channel] = (otherOther * one[channel] - oneOther * other[channel]) / determinant;
            rows[1][channel] = (oneOne * other[channel] - oneOther * one[channel]) / determinant;
        }
        return rows;
    }

    private static double[][] covariance(byte[] rgb, int tissue) {
        double[] mean = new double[3];
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            if (OpticalDensity.isTissue(rgb, pixel)) {
                for (int channel = 0; channel < 3; channel++) {
                    mean[channel] += OpticalDensity.of(rgb[pixel + channel]);
                }
            }
        }
        for (int channel = 0; channel < 3; channel++) {
            mean[channel] /= tissue;
        }
        double[][] sums = new double[3][3];
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            if (OpticalDensity.isTissue(rgb, pixel)) {
                addProducts(rgb, pixel, mean, sums);
            }
        }
        for (double[] row : sums) {
            for (int column = 0; column < 3; column++) {
                row[column] /= tissue;
            }
        }
        return sums;
    }

    private static void addProducts(byte[] rgb, int pixel, double[] mean, double[][] sums) {
        double red = OpticalDensity.of(rgb[pixel]) - mean[0];
        double green = OpticalDensity.of(rgb[pixel + 1]) - mean[1];
        double blue = OpticalDensity.of(rgb[pixel + 2]) - mean[2];
        double[] from = {red, green, blue};
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                sums[row][column] += from[row] * from[column];
            }
        }
    }

    private static double[] angles(byte[] rgb, int tissue, double[] main, double[] side) {
        double[] angles = new double[tissue];
        int found = 0;
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            if (OpticalDensity.isTissue(rgb, pixel)) {
                angles[found++] = Math.atan2(along(side, rgb, pixel), along(main, rgb, pixel));
            }
        }
        return angles;
    }

    private static double[] along(double[] row, byte[] rgb) {
        double[] found = new double[rgb.length / 3];
        for (int i = 0; i < found.length; i++) {
            found[i] = along(row, rgb, 3 * i);
        }
        return found;
    }

    private static double along(double[] row, byte[] rgb, int pixel) {
        return row[0] * OpticalDensity.of(rgb[pixel])
                + row[1] * OpticalDensity.of(rgb[pixel + 1])
                + row[2] * OpticalDensity.of(rgb[pixel + 2]);
    }

    /** Densities are positive, so the main direction is too. */
    private static double[] pointingUp(double[] vector) {
        return vector[0] + vector[1] + vector[2] < 0 ? new double[] {-vector[0], -vector[1], -vector[2]} : vector;
    }

    private static double[] towards(double angle, double[] main, double[] side) {
        double[] direction = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            direction[channel] = Math.cos(angle) * main[channel] + Math.sin(angle) * side[channel];
        }
        return direction;
    }

    private static double dot(double[] one, double[] other) {
        return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
    }
}
