package io.histostream.results.heatmap;

/**
 * The colour map "inferno" (Smith and van der Walt, matplotlib, CC0): even steps of lightness, readable with any colour
 * vision and in grey. Nine of its colours, mixed between them.
 */
final class Inferno {

    private static final int[] COLOURS = {
        0x000004, 0x210C4A, 0x56106E, 0x89226A, 0xBB3754, 0xE35932, 0xF98C0A, 0xF9C932, 0xFCFFA4
    };

    private Inferno() {}

    /**
     * @param value from 0 to 1
     * @return 0xRRGGBB
     */
    static int of(double value) {
        double position = Math.max(0, Math.min(1, value)) * (COLOURS.length - 1);
        int lower = Math.min((int) position, COLOURS.length - 2);
        return mix(COLOURS[lower], COLOURS[lower + 1], position - lower);
    }

    /** So much of the second colour, channel by channel. */
    static int mix(int first, int second, double share) {
        return channel(first, second, share, 16) | channel(first, second, share, 8) | channel(first, second, share, 0);
    }

    private static int channel(int first, int second, double share, int shift) {
        int from = first >> shift & 0xFF;
        int to = second >> shift & 0xFF;
        return (int) Math.round(from + (to - from) * share) << shift;
    }
}
