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
    private final float[] density;
    private final float[] along;
    private final float[] across;

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
        this.density = new float[view.width()];
        this.along = new float[view.width()];
        this.across = new float[view.width()];
    }

    void paint(DyePlane dyes) {
        for (int y = 0; y < dyes.height; y++) {
            map.row(TissueMap.EPITHELIUM, y, epithelium);
            map.row(TissueMap.LUMEN, y, lumen);
            map.row(TissueMap.FAT, y, fat);
            map.row(TissueMap.MUCIN, y, mucin);
            map.row(TissueMap.ALONG, y, along);
            map.row(TissueMap.ACROSS, y, across);
            map.row(TissueMap.DENSITY, y, density);
            for (int x = 0; x < dyes.width; x++) {
                paint(dyes, x, y);
            }
        }
    }

    private void paint(DyePlane dyes, int x, int y) {
        int at = y * dyes.width + x;
        double worldX = view.x(x);
        double worldY = view.y(y);
        double inside = Noise.step(-soft, soft, epithelium[x]);
        double mottle = mottle(worldX, worldY);
        if (inside < 1) {
            paintStroma(dyes, at, x, worldX, worldY, mottle);
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

    /** Fine granules, in [-1, 1]: one octave where pixels are large, two turned against each other where they are small. */
    private double mottle(double x, double y) {
        if (view.micronsPerPixel() > 2) {
            return 0;
        }
        double granules = fine.at((0.8 * x + 0.6 * y) / 2.1, (0.8 * y - 0.6 * x) / 2.1);
        if (view.micronsPerPixel() > 0.8) {
            return granules;
        }
        return 0.55 * granules + 0.6 * fine.at((0.6 * x - 0.8 * y) / 0.9, (0.6 * y + 0.8 * x) / 0.9);
    }

    private void paintStroma(DyePlane dyes, int at, int x, double worldX, double worldY, double mottle) {
        double patches = density[x];
        double pink = collagen.at(along[x], across[x], patches) * (1 + 0.14 * mottle);
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
