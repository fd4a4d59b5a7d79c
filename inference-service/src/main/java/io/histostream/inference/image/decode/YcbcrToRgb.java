package io.histostream.inference.image.decode;

/** The colour conversion of libjpeg's {@code jdcolor.c}, in its fixed point with 16 bits. */
final class YcbcrToRgb {

    private static final int BITS = 16;
    private static final int HALF = 1 << BITS - 1;
    private static final int CENTRE = 128;

    private static final int[] RED_OF_CR = new int[256];
    private static final int[] GREEN_OF_CR = new int[256];
    private static final int[] GREEN_OF_CB = new int[256];
    private static final int[] BLUE_OF_CB = new int[256];

    static {
        for (int level = 0; level < 256; level++) {
            int chroma = level - CENTRE;
            RED_OF_CR[level] = fixedPoint(1.40200) * chroma + HALF >> BITS;
            GREEN_OF_CR[level] = -fixedPoint(0.71414) * chroma;
            GREEN_OF_CB[level] = -fixedPoint(0.34414) * chroma + HALF;
            BLUE_OF_CB[level] = fixedPoint(1.77200) * chroma + HALF >> BITS;
        }
    }

    private YcbcrToRgb() {}

    static void convert(byte[] ycbcr, int from, byte[] rgb, int pixels) {
        for (int to = 0; to < 3 * pixels; to += 3, from += 3) {
            int luminance = ycbcr[from] & 0xFF;
            int cb = ycbcr[from + 1] & 0xFF;
            int cr = ycbcr[from + 2] & 0xFF;
            rgb[to] = level(luminance + RED_OF_CR[cr]);
            rgb[to + 1] = level(luminance + (GREEN_OF_CB[cb] + GREEN_OF_CR[cr] >> BITS));
            rgb[to + 2] = level(luminance + BLUE_OF_CB[cb]);
        }
    }

    private static byte level(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    private static int fixedPoint(double factor) {
        return (int) (factor * (1 << BITS) + 0.5);
    }
}
