package io.histostream.inference.image.stain;

/** How much of the light a level has lost, and what counts as tissue; the constants are part of version 1. */
final class OpticalDensity {

    /** The level of light that met no tissue. */
    static final double LIGHT = 240;

    private static final double TISSUE_DENSITY = 0.15;
    private static final double LEAST_TISSUE = 0.01;

    private static final double[] OF_LEVEL = new double[256];

    static {
        for (int level = 0; level < OF_LEVEL.length; level++) {
            OF_LEVEL[level] = -Math.log((level + 1) / LIGHT);
        }
    }

    private OpticalDensity() {}

    static double of(byte level) {
        return OF_LEVEL[level & 0xFF];
    }

    static byte level(double density) {
        return toLevel(LIGHT * Math.exp(-density));
    }

    static byte toLevel(double level) {
        return (byte) Math.floor(Math.max(0, Math.min(255, level)) + 0.5);
    }

    /** Whether the pixel that begins here is darker than the background in every channel. */
    static boolean isTissue(byte[] rgb, int pixel) {
        return of(rgb[pixel]) >= TISSUE_DENSITY
                && of(rgb[pixel + 1]) >= TISSUE_DENSITY
                && of(rgb[pixel + 2]) >= TISSUE_DENSITY;
    }

    static int tissuePixels(byte[] rgb) {
        int count = 0;
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            count += isTissue(rgb, pixel) ? 1 : 0;
        }
        return count;
    }

    /** False for a picture that is nearly all background. */
    static boolean isEnough(int tissuePixels, byte[] rgb) {
        return tissuePixels > 0 && tissuePixels >= LEAST_TISSUE * (rgb.length / 3.0);
    }
}
