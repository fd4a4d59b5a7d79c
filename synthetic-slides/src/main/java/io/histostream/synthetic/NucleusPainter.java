package io.histostream.synthetic;

/** Paints nuclei with soft irregular outlines, clumped chromatin, nucleoli and the clear halo around them. */
final class NucleusPainter {
    private final View view;
    private final DyePlane dyes;
    private final Noise outline;
    private final Noise chromatin;

    NucleusPainter(long seed, View view, DyePlane dyes) {
        this.view = view;
        this.dyes = dyes;
        this.outline = new Noise(SplitMix.mix(seed, 51));
        this.chromatin = new Noise(SplitMix.mix(seed, 52));
    }

    void paint(Nucleus nucleus) {
        double scale = view.micronsPerPixel();
        double reach = nucleus.longAxis() * (1.25 + nucleus.irregularity()) + scale;
        int left = Math.max(0, Noise.floor(view.column(nucleus.x() - reach)));
        int right = Math.min(dyes.width - 1, Noise.floor(view.column(nucleus.x() + reach)) + 1);
        int top = Math.max(0, Noise.floor(view.row(nucleus.y() - reach)));
        int bottom = Math.min(dyes.height - 1, Noise.floor(view.row(nucleus.y() + reach)) + 1);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                paint(nucleus, column, row);
            }
        }
    }

    private void paint(Nucleus nucleus, int column, int row) {
        double worldX = view.x(column);
        double worldY = view.y(row);
        double dx = worldX - nucleus.x();
        double dy = worldY - nucleus.y();
        double u = (dx * nucleus.directionX() + dy * nucleus.directionY()) / nucleus.longAxis();
        double v = (dy * nucleus.directionX() - dx * nucleus.directionY()) / nucleus.shortAxis();
        double squared = u * u + v * v;
        if (squared > 2.6) {
            return;
        }
        double scale = view.micronsPerPixel();
        double radius = Math.sqrt(squared);
        if (nucleus.irregularity() > 0 && scale < 1.5) {
            radius += nucleus.irregularity() * outline.at(worldX / 3.2, worldY / 3.2);
        }
        double edge = Math.max(0.09, 0.5 * scale / nucleus.shortAxis());
        double cover = 1 - Noise.step(1 - edge, 1 + edge, radius);
        int at = row * dyes.width + column;
        if (cover > 0) {
            double dark = nucleus.darkness() * inner(nucleus, radius, worldX, worldY, dx, dy);
            float under = dyes.haematoxylin[at];
            double added = cover * dark;
            dyes.haematoxylin[at] = (float) (Math.max(under, added) + 0.22 * Math.min(under, added));
            dyes.eosin[at] *= (float) (1 - 0.45 * cover);
        } else if (nucleus.halo() > 0) {
            double clear = nucleus.halo() * (1 - Noise.step(1.05, 1.5, radius));
            dyes.eosin[at] *= (float) (1 - 0.5 * clear);
        }
    }

    /** Chromatin, 1 on average: a dark membrane, clumps, and a nucleolus off the centre. */
    private double inner(Nucleus nucleus, double radius, double x, double y, double dx, double dy) {
        if (view.micronsPerPixel() > 0.8) {
            return 1;
        }
        double clumps = chromatin.at(x / 0.9, y / 0.9) + 0.6 * chromatin.at(x / 2.2, y / 2.2);
        double shade = 1 + nucleus.texture() * (0.32 * clumps + 0.30 * Noise.step(0.55, 0.95, radius) - 0.18);
        if (nucleus.nucleolus() > 0) {
            double offsetX = dx - 0.25 * nucleus.shortAxis();
            double offsetY = dy + 0.2 * nucleus.shortAxis();
            double spot = Math.sqrt(offsetX * offsetX + offsetY * offsetY);
            shade += nucleus.nucleolus() * (1 - Noise.step(0.6, 1.2, spot));
        }
        return Math.max(0.25, shade);
    }
}
