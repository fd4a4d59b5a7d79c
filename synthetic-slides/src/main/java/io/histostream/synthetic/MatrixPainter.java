package io.histostream.synthetic;

/** Paints all that is not a nucleus: collagen, fat, mucin, cytoplasm and the empty spaces. */
final class MatrixPainter {
    private final View view;
    private final TissueMap map;
    private final Noise coarse;
    private final Noise fine;
    private final Noise cleft;
    private final Noise patch;
    private final FatCells fatCells;
    private final double cytoplasmBlue;
    private final double looseness;

    MatrixPainter(Slide slide, View view, TissueMap map) {
        this.view = view;
        this.map = map;
        this.coarse = new Noise(SplitMix.mix(slide.seed(), 41));
        this.fine = new Noise(SplitMix.mix(slide.seed(), 42));
        this.cleft = new Noise(SplitMix.mix(slide.seed(), 43));
        this.patch = new Noise(SplitMix.mix(slide.seed(), 44));
        this.fatCells = new FatCells(SplitMix.mix(slide.seed(), 45));
        SplitMix random = new SplitMix(SplitMix.mix(slide.seed(), 46));
        this.cytoplasmBlue = 0.10 + 0.08 * random.next() + 0.05 * slide.atypia();
        this.looseness = random.between(0, 1);
    }

    void paint(DyePlane dyes) {
        double soft = Math.max(0.6, 0.7 * view.micronsPerPixel());
        for (int y = 0, at = 0; y < dyes.height; y++) {
            for (int x = 0; x < dyes.width; x++, at++) {
                paint(dyes, at, x, y, soft);
            }
        }
    }

    private void paint(DyePlane dyes, int at, int x, int y, double soft) {
        double worldX = view.x(x);
        double worldY = view.y(y);
        double inside = Noise.step(-soft, soft, map.at(TissueMap.EPITHELIUM, x, y));
        double open = inside * Noise.step(-soft, soft, map.at(TissueMap.LUMEN, x, y));
        double eosin = 0;
        double blue = 0;
        if (inside < 1) {
            double patches = patch.octaves(worldX / 190, worldY / 190);
            eosin = collagen(x, y, patches);
            blue = 0.05 + 0.05 * patches;
            double mucin = Noise.step(-4, 4, map.at(TissueMap.MUCIN, x, y));
            eosin += mucin * (0.10 + 0.05 * fine.at(worldX / 9, worldY / 22) - eosin);
            blue += mucin * (0.09 + 0.04 * fine.at(worldX / 14, worldY / 6) - blue);
            double fat = Noise.step(-soft, soft, map.at(TissueMap.FAT, x, y));
            if (fat > 0) {
                double membrane = fatCells.membrane(worldX, worldY, soft);
                eosin += fat * (0.5 * membrane - eosin);
                blue += fat * (0.06 * membrane - blue);
            }
        }
        if (inside > 0) {
            double grain = view.micronsPerPixel() < 1.5 ? fine.at(worldX / 2.6, worldY / 2.6) : 0;
            double cytoplasm = 0.42 + 0.10 * coarse.at(worldX / 16, worldY / 16) + 0.09 * grain;
            eosin += inside * (cytoplasm - eosin);
            blue += inside * (cytoplasmBlue + 0.03 * grain - blue);
        }
        if (open > 0) {
            double secretion = Math.max(0, patch.at(worldX / 70, worldY / 70) - 0.35) * 0.5;
            eosin += open * (secretion - eosin);
            blue -= open * blue;
        }
        dyes.eosin[at] = (float) Math.max(0, eosin);
        dyes.haematoxylin[at] = (float) Math.max(0, blue);
    }

    private double collagen(int x, int y, double patches) {
        double along = map.at(TissueMap.ALONG, x, y);
        double across = map.at(TissueMap.ACROSS, x, y);
        double scale = view.micronsPerPixel();
        double fibres = 0.55 + 0.22 * patches + 0.26 * coarse.at(along / 55, across / 9);
        if (scale < 2) {
            fibres += 0.20 * fine.at(along / 26, across / 3.1);
        }
        if (scale < 0.8) {
            fibres += 0.12 * coarse.at(along / 12 + 7, across / 1.3);
        }
        double gap = cleft.at(along / 62, across / 8) + 0.4 * cleft.at(along / 21, across / 3.4);
        double threshold = 0.72 - 0.32 * looseness - 0.2 * patches;
        return Math.max(0, fibres) * (1 - 0.93 * Noise.step(threshold, threshold + 0.16, gap));
    }
}
