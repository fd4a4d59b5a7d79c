package io.histostream.synthetic;

/** Paints all that is not a nucleus: collagen, fat, mucin, cytoplasm and the empty spaces. */
final class MatrixPainter {
    private static final double RETRACTION = 7;

    private final View view;
    private final TissueMap map;
    private final Collagen collagen;
    private final FatCells fatCells;
    private final Noise fine;
    private final Noise patch;
    private final double cytoplasmBlue;
    private final double retraction;
    private final double soft;
    private final float[] epithelium;
    private final float[] lumen;
    private final float[] fat;
    private final float[] mucin;

    MatrixPainter(Slide slide, View view, TissueMap map) {
        this.view = view;
        this.map = map;
        this.collagen = new Collagen(slide.seed(), view);
        this.fatCells = new FatCells(SplitMix.mix(slide.seed(), 45));
        this.fine = new Noise(SplitMix.mix(slide.seed(), 42));
        this.patch = new Noise(SplitMix.mix(slide.seed(), 44));
        SplitMix random = new SplitMix(SplitMix.mix(slide.seed(), 46));
        this.cytoplasmBlue = 0.10 + 0.09 * random.next() + 0.05 * slide.atypia();
        this.retraction = random.between(-0.6, 0.5);
        this.soft = Math.max(0.6, 0.7 * view.micronsPerPixel());
        this.epithelium = new float[view.width()];
        this.lumen = new float[view.width()];
        this.fat = new float[view.width()];
        this.mucin = new float[view.width()];
    }

    void paint(DyePlane dyes) {
        float[] along = new float[view.width()];
        float[] across = new float[view.width()];
        for (int y = 0; y < dyes.height; y++) {
            map.row(TissueMap.EPITHELIUM, y, epithelium);
            map.row(TissueMap.LUMEN, y, lumen);
            map.row(TissueMap.FAT, y, fat);
            map.row(TissueMap.MUCIN, y, mucin);
            map.row(TissueMap.ALONG, y, along);
            map.row(TissueMap.ACROSS, y, across);
            for (int x = 0; x < dyes.width; x++) {
                paint(dyes, x, y, along[x], across[x]);
            }
        }
    }

    private void paint(DyePlane dyes, int x, int y, double along, double across) {
        int at = y * dyes.width + x;
        double worldX = view.x(x);
        double worldY = view.y(y);
        double inside = Noise.step(-soft, soft, epithelium[x]);
        double mottle = view.micronsPerPixel() < 2 ? fine.at(worldX / 2.3, worldY / 2.3) : 0;
        if (inside < 1) {
            paintStroma(dyes, at, x, worldX, worldY, along, across, mottle);
        }
        if (inside > 0) {
            double cytoplasm = 0.40 + 0.12 * patch.at(worldX / 17, worldY / 17) + 0.13 * mottle;
            blend(dyes, at, inside, cytoplasm, cytoplasmBlue + 0.04 * mottle);
            double open = lumen[x] > -soft ? inside * Noise.step(-soft, soft, lumen[x]) : 0;
            if (open > 0) {
                double secretion = Math.max(0, patch.at(worldX / 70, worldY / 70) - 0.35) * (0.5 + 0.2 * mottle);
                blend(dyes, at, open, secretion, 0.01);
            }
        }
    }

    private void paintStroma(
            DyePlane dyes, int at, int x, double worldX, double worldY, double along, double across, double mottle) {
        double patches = patch.octaves(worldX / 190, worldY / 190);
        double pink = collagen.at(along, across, patches) * (1 + 0.14 * mottle);
        blend(dyes, at, 1, pink, Math.max(0, 0.06 + 0.07 * patches + 0.03 * mottle));
        double pool = mucin[x] > -4 ? Noise.step(-4, 4, mucin[x]) : 0;
        if (pool > 0) {
            double strands = fine.octaves(worldX / 34, worldY / 21);
            blend(dyes, at, pool, 0.09 + 0.07 * strands, 0.09 + 0.05 * strands);
        }
        double fatty = fat[x] > -soft ? Noise.step(-soft, soft, fat[x]) : 0;
        if (fatty > 0) {
            double membrane = fatCells.membrane(worldX, worldY, soft);
            blend(dyes, at, fatty, 0.45 * membrane, 0.06 * membrane);
        }
        if (epithelium[x] > -RETRACTION && retraction > -0.5) {
            double ring = Noise.step(-RETRACTION, -2, epithelium[x]);
            double torn = Noise.step(0.0, 0.3, patch.at(worldX / 48 + 77, worldY / 48) + retraction);
            blend(dyes, at, 0.9 * ring * torn, 0, 0);
        }
    }

    /** Mixes both dyes towards a new amount. */
    private static void blend(DyePlane dyes, int at, double weight, double eosin, double haematoxylin) {
        dyes.eosin[at] += (float) (weight * (Math.max(0, eosin) - dyes.eosin[at]));
        dyes.haematoxylin[at] += (float) (weight * (Math.max(0, haematoxylin) - dyes.haematoxylin[at]));
    }
}
