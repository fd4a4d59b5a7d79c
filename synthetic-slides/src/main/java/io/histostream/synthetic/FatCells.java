package io.histostream.synthetic;

/** Adipocytes: empty cells some 70 micrometres wide, seen only by their thin walls. */
final class FatCells {
    private static final double SPACING = 62;

    private final long seed;
    private final Noise bend;

    FatCells(long seed) {
        this.seed = seed;
        this.bend = new Noise(seed);
    }

    /** 1 on the wall between the two nearest cells, 0 inside a cell. */
    double membrane(double x, double y, double soft) {
        int column = Noise.floor(x / SPACING);
        int row = Noise.floor(y / SPACING);
        double bentX = x + 5 * bend.at(x / 24, y / 24);
        double bentY = y + 5 * bend.at(x / 24 + 31, y / 24);
        double nearest = Double.MAX_VALUE;
        double second = Double.MAX_VALUE;
        for (int i = column - 1; i <= column + 1; i++) {
            for (int j = row - 1; j <= row + 1; j++) {
                long hash = SplitMix.mix(seed, i, j);
                double dx = (i + 0.15 + 0.7 * (hash & 0xFF) / 255.0) * SPACING - bentX;
                double dy = (j + 0.15 + 0.7 * (hash >>> 8 & 0xFF) / 255.0) * SPACING - bentY;
                double distance = Math.sqrt(dx * dx + dy * dy);
                second = Math.min(second, Math.max(nearest, distance));
                nearest = Math.min(nearest, distance);
            }
        }
        double wall = 0.7 + 0.3 * soft;
        return 1 - Noise.step(wall, wall + 2 * soft, second - nearest);
    }
}
