package io.histostream.synthetic;

/** Decides where cells stand and what each nucleus looks like: class, grade and place make the difference. */
final class CellPopulation {
    private final View view;
    private final TissueMap map;
    private final TissueStyle style;
    private final double atypia;
    private final long seed;
    private final NucleusPainter painter;
    private final Noise infiltrate;
    private final Noise strands;

    CellPopulation(Slide slide, TissueStyle style, View view, TissueMap map, NucleusPainter painter) {
        this.view = view;
        this.map = map;
        this.style = style;
        this.atypia = slide.atypia();
        this.seed = slide.seed();
        this.painter = painter;
        this.infiltrate = new Noise(SplitMix.mix(seed, 61));
        this.strands = new Noise(SplitMix.mix(seed, 62));
    }

    void paint() {
        onEveryPlace(15, 63, this::fibroblast);
        onEveryPlace(9, 64, this::lymphocyte);
        if (style.singleFile() > 0) {
            onEveryPlace(9, 65, this::loneTumourCell);
        }
        onEveryPlace(6.7 + 2.6 * atypia, 66, this::epithelialCell);
    }

    private interface Placement {
        void place(double x, double y, int column, int row, SplitMix random);
    }

    /** Visits one jittered place in every square of the grid that the view, with a margin, covers. */
    private void onEveryPlace(double spacing, int pass, Placement placement) {
        int left = Noise.floor(view.left() / spacing) - 1;
        int right = Noise.floor(view.x(view.width()) / spacing) + 1;
        int top = Noise.floor(view.top() / spacing) - 1;
        int bottom = Noise.floor(view.y(view.height()) / spacing) + 1;
        for (int j = top; j <= bottom; j++) {
            for (int i = left; i <= right; i++) {
                SplitMix random = new SplitMix(SplitMix.mix(seed, pass, i, j));
                double x = (i + 0.5 + 0.8 * (random.next() - 0.5)) * spacing;
                double y = (j + 0.5 + 0.8 * (random.next() - 0.5)) * spacing;
                int column = Math.max(0, Math.min(view.width() - 1, Noise.floor(view.column(x))));
                int row = Math.max(0, Math.min(view.height() - 1, Noise.floor(view.row(y))));
                placement.place(x, y, column, row, random);
            }
        }
    }

    private boolean inStroma(int column, int row) {
        return map.at(TissueMap.EPITHELIUM, column, row) < -2
                && map.at(TissueMap.FAT, column, row) < 0
                && map.at(TissueMap.MUCIN, column, row) < 0;
    }

    private void fibroblast(double x, double y, int column, int row, SplitMix random) {
        if (random.next() > style.stromalCells() || !inStroma(column, row)) {
            return;
        }
        double slopeX = map.slopeX(TissueMap.ACROSS, column, row) + 0.3 * random.bell();
        double slopeY = map.slopeY(TissueMap.ACROSS, column, row) + 0.3 * random.bell();
        double length = Math.sqrt(slopeX * slopeX + slopeY * slopeY) + 1e-9;
        double half = random.between(3.2, 6.8);
        double width = random.between(1.1, 2.1);
        double darkness = random.between(0.6, 1.05);
        painter.paint(new Nucleus(x, y, half, width, -slopeY / length, slopeX / length, darkness, 0.18, 0.8, 0, 0));
    }

    private void lymphocyte(double x, double y, int column, int row, SplitMix random) {
        double level = infiltrate.octaves(x / 150, y / 150) - 0.85 + 0.55 * style.inflammation();
        if (random.next() > 0.02 * style.inflammation() + 2.2 * level || !inStroma(column, row)) {
            return;
        }
        double radius = random.between(2.2, 2.9);
        painter.paint(new Nucleus(x, y, radius, radius * 0.93, 1, 0, random.between(1.0, 1.3), 0.06, 0.7, 0, 0.4));
    }

    private void loneTumourCell(double x, double y, int column, int row, SplitMix random) {
        double along = map.at(TissueMap.ALONG, column, row);
        double across = map.at(TissueMap.ACROSS, column, row);
        double strand = strands.at(along / 80, across / 13);
        if (random.next() > style.singleFile() * Noise.step(0.1, 0.45, strand) || !inStroma(column, row)) {
            return;
        }
        tumourCell(x, y, random, 1, 0, 0.5);
    }

    private void epithelialCell(double x, double y, int column, int row, SplitMix random) {
        double depth = map.at(TissueMap.EPITHELIUM, column, row);
        double lumen = map.at(TissueMap.LUMEN, column, row);
        if (depth < 1.5 || lumen > -1.5 || random.next() < 0.05) {
            return;
        }
        int layer = lumen > -200 ? TissueMap.LUMEN : TissueMap.EPITHELIUM;
        double slopeX = map.slopeX(layer, column, row);
        double slopeY = map.slopeY(layer, column, row);
        double length = Math.sqrt(slopeX * slopeX + slopeY * slopeY) + 1e-9;
        double polarity = Math.max(0, 1 - 1.5 * atypia);
        double shift = 0;
        if (lumen > -24) {
            double rows = -lumen / 6.0;
            double target = (Noise.floor(rows) + 0.58) * 6.0;
            shift = polarity * (-lumen - target);
        }
        double directionX = slopeX / length;
        double directionY = slopeY / length;
        tumourCell(x + shift * directionX, y + shift * directionY, random, directionX, directionY, polarity);
    }

    /** An epithelial nucleus, normal or not: all that atypia changes is here. */
    private void tumourCell(
            double x, double y, SplitMix random, double directionX, double directionY, double polarity) {
        double spread = 0.07 + 0.24 * atypia;
        double size = (2.85 + 1.75 * atypia) * Math.max(0.55, 1 + spread * random.bell());
        double stretch = 1.08 + 0.22 * random.next() + 0.25 * atypia * random.next();
        double angleX = directionX * polarity + (1 - polarity) * random.bell() + 0.001;
        double angleY = directionY * polarity + (1 - polarity) * random.bell();
        double length = Math.sqrt(angleX * angleX + angleY * angleY) + 1e-9;
        boolean vesicular = random.next() < 0.15 + 0.5 * atypia;
        double darkness = 0.72 + 0.10 * random.bell() * (1 + 1.3 * atypia) + 0.22 * atypia - (vesicular ? 0.16 : 0);
        double nucleolus = vesicular && random.next() < atypia ? 0.8 : 0;
        boolean mitosis = random.next() < 0.012 * atypia;
        painter.paint(new Nucleus(
                x,
                y,
                size * Math.sqrt(stretch) * (mitosis ? 1.1 : 1),
                size / Math.sqrt(stretch) * (mitosis ? 0.4 : 1),
                angleX / length,
                angleY / length,
                mitosis ? 1.7 : Math.max(0.4, darkness),
                0.06 + 0.30 * atypia,
                0.6 + 0.6 * atypia,
                nucleolus,
                random.next() * 0.9));
    }
}
