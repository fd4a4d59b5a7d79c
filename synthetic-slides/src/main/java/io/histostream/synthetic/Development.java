package io.histostream.synthetic;

/** Turns dyes into a photograph: Beer-Lambert absorption, the light's fall-off, the lens's blur, the sensor's noise. */
final class Development {
    private static final int STEPS_PER_UNIT = 1024;
    private static final float[] TRANSMISSION = transmission();

    private final Stain stain;
    private final double[] blue;
    private final double[] pink;
    private final double[] lamp;
    private final double speckleScale;
    private final SplitMix grain;

    Development(Stain stain, long fieldSeed) {
        this.stain = stain;
        this.blue = stain.haematoxylin();
        this.pink = stain.eosin();
        this.lamp = stain.light();
        this.speckleScale = stain.grain() / 104;
        this.grain = new SplitMix(SplitMix.mix(fieldSeed, 9));
    }

    private static float[] transmission() {
        float[] table = new float[6 * STEPS_PER_UNIT];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) StrictMath.exp(-i / (double) STEPS_PER_UNIT);
        }
        return table;
    }

    int[] develop(DyePlane dyes) {
        float[] haematoxylin = blurred(dyes.haematoxylin, dyes.width, dyes.height);
        float[] eosin = blurred(dyes.eosin, dyes.width, dyes.height);
        int[] pixels = new int[haematoxylin.length];
        double vignette = stain.vignette() * 0.5;
        double halfWidth = dyes.width / 2.0;
        double halfHeight = dyes.height / 2.0;
        for (int y = 0, at = 0; y < dyes.height; y++) {
            double dy = (y - halfHeight) / halfHeight;
            for (int x = 0; x < dyes.width; x++, at++) {
                double dx = (x - halfWidth) / halfWidth;
                double light = 1 - vignette * (dx * dx + dy * dy);
                pixels[at] = pixel(haematoxylin[at], eosin[at], light);
            }
        }
        return pixels;
    }

    private int pixel(double haematoxylin, double eosin, double light) {
        long noise = grain.nextLong();
        int red = channel(0, haematoxylin, eosin, light, noise);
        int green = channel(1, haematoxylin, eosin, light, noise >>> 16);
        int blue = channel(2, haematoxylin, eosin, light, noise >>> 32);
        return red << 16 | green << 8 | blue;
    }

    private int channel(int channel, double haematoxylin, double eosin, double light, long noise) {
        double density = haematoxylin * blue[channel] + eosin * pink[channel];
        int index = Math.min(TRANSMISSION.length - 1, (int) (density * STEPS_PER_UNIT));
        double speckle = ((noise & 0xFF) + (noise >>> 8 & 0xFF) - 255) * speckleScale;
        int level = (int) (lamp[channel] * light * TRANSMISSION[index] + speckle + 0.5);
        return Math.max(0, Math.min(255, level));
    }

    /** A three-tap blur along rows, then columns; its weight follows the defocus. */
    private float[] blurred(float[] plane, int width, int height) {
        float side = (float) (stain.blur() * 0.22);
        float middle = 1 - 2 * side;
        float[] rows = new float[plane.length];
        for (int y = 0; y < height; y++) {
            int start = y * width;
            for (int x = 0; x < width; x++) {
                int left = start + Math.max(0, x - 1);
                int right = start + Math.min(width - 1, x + 1);
                rows[start + x] = middle * plane[start + x] + side * (plane[left] + plane[right]);
            }
        }
        float[] both = new float[plane.length];
        for (int y = 0; y < height; y++) {
            int above = Math.max(0, y - 1) * width;
            int below = Math.min(height - 1, y + 1) * width;
            int start = y * width;
            for (int x = 0; x < width; x++) {
                both[start + x] = middle * rows[start + x] + side * (rows[above + x] + rows[below + x]);
            }
        }
        return both;
    }
}
