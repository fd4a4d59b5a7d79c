package io.histostream.synthetic;

/** The tissue of one view, sampled on a coarse grid and interpolated: depths vary smoothly, edges stay sharp. */
final class TissueMap {
    static final int EPITHELIUM = 0;
    static final int LUMEN = 1;
    static final int FAT = 2;
    static final int MUCIN = 3;
    static final int ALONG = 4;
    static final int ACROSS = 5;
    static final int DENSITY = 6;
    private static final int LAYERS = 7;

    private final int step;
    private final int columns;
    private final float[][] layers;

    TissueMap(Tissue tissue, View view) {
        this.step = view.micronsPerPixel() > 0.8 ? 2 : 4;
        this.columns = view.width() / step + 2;
        int rows = view.height() / step + 2;
        this.layers = new float[LAYERS][columns * rows];
        Site site = new Site();
        for (int row = 0, at = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, at++) {
                tissue.sample(view.x(column * step), view.y(row * step), site);
                layers[EPITHELIUM][at] = (float) site.epithelium;
                layers[LUMEN][at] = (float) site.lumen;
                layers[FAT][at] = (float) site.fat;
                layers[MUCIN][at] = (float) site.mucin;
                layers[ALONG][at] = (float) site.along;
                layers[ACROSS][at] = (float) site.across;
                layers[DENSITY][at] = (float) site.density;
            }
        }
    }

    /** A layer's values at every pixel of a row of the view. */
    void row(int layer, int y, float[] row) {
        float[] values = layers[layer];
        int start = y / step * columns;
        float fy = (y % step) / (float) step;
        for (int x = 0, at = start; x < row.length; at++) {
            float left = values[at] + fy * (values[at + columns] - values[at]);
            float right = values[at + 1] + fy * (values[at + columns + 1] - values[at + 1]);
            float slope = (right - left) / step;
            for (int i = 0; i < step && x < row.length; i++, x++) {
                row[x] = left + i * slope;
            }
        }
    }

    /** A layer's value at a pixel of the view; the pixel must lie within it. */
    double at(int layer, int x, int y) {
        float[] values = layers[layer];
        int column = x / step;
        int row = y / step;
        double fx = (x - column * step) / (double) step;
        double fy = (y - row * step) / (double) step;
        int at = row * columns + column;
        double top = values[at] + fx * (values[at + 1] - values[at]);
        double bottom = values[at + columns] + fx * (values[at + columns + 1] - values[at + columns]);
        return top + fy * (bottom - top);
    }

    /** The layer's slope to the right, per coarse step. */
    double slopeX(int layer, int x, int y) {
        int at = y / step * columns + x / step;
        return layers[layer][at + 1] - layers[layer][at];
    }

    /** The layer's slope downwards, per coarse step. */
    double slopeY(int layer, int x, int y) {
        int at = y / step * columns + x / step;
        return layers[layer][at + columns] - layers[layer][at];
    }
}
