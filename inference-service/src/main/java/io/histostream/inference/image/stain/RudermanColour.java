package io.histostream.inference.image.stain;

/**
 * Ruderman's l, alpha and beta of a pixel, with the matrices of Reinhard et al. (2001); the way back uses the exact
 * inverse of their matrix, which they print to four digits.
 */
final class RudermanColour {

    private static final double LEVELS = 256;
    private static final double L = 1 / Math.sqrt(3);
    private static final double ALPHA = 1 / Math.sqrt(6);
    private static final double BETA = 1 / Math.sqrt(2);

    private RudermanColour() {}

    static void of(byte[] rgb, int pixel, double[] lab) {
        double red = ((rgb[pixel] & 0xFF) + 1) / LEVELS;
        double green = ((rgb[pixel + 1] & 0xFF) + 1) / LEVELS;
        double blue = ((rgb[pixel + 2] & 0xFF) + 1) / LEVELS;
        double longWave = Math.log10(0.3811 * red + 0.5783 * green + 0.0402 * blue);
        double middleWave = Math.log10(0.1967 * red + 0.7244 * green + 0.0782 * blue);
        double shortWave = Math.log10(0.0241 * red + 0.1288 * green + 0.8444 * blue);
        lab[0] = L * (longWave + middleWave + shortWave);
        lab[1] = ALPHA * (longWave + middleWave - 2 * shortWave);
        lab[2] = BETA * (longWave - middleWave);
    }

    static void toPixel(double[] lab, byte[] rgb, int pixel) {
        double l = L * lab[0];
        double alpha = ALPHA * lab[1];
        double beta = BETA * lab[2];
        double longWave = Math.pow(10, l + alpha + beta);
        double middleWave = Math.pow(10, l + alpha - beta);
        double shortWave = Math.pow(10, l - 2 * alpha);
        rgb[pixel] =
                level(4.468669863496255 * longWave - 3.5886759034721263 * middleWave + 0.11960436657860116 * shortWave);
        rgb[pixel + 1] = level(
                -1.2197166276177633 * longWave + 2.3830879129554567 * middleWave - 0.16263011175140057 * shortWave);
        rgb[pixel + 2] =
                level(0.0585084769385459 * longWave - 0.26107843902769373 * middleWave + 1.205665908525623 * shortWave);
    }

    private static byte level(double share) {
        return OpticalDensity.toLevel(share * LEVELS - 1);
    }
}
