package io.histostream.results.heatmap;

import io.histostream.contracts.ActivationMaps;
import java.util.List;

/**
 * What speaks for a label and where, from 0 (nothing) to 1 (as much as anywhere in this picture). Cells that speak
 * against the label are 0, as in Grad-CAM (Selvaraju et al. 2017, equation 2); so a map in which nothing speaks for the
 * label is 0 everywhere, and one that is the same everywhere is 1 everywhere.
 */
final class HeatMap {

    private final int rows;
    private final int columns;
    private final float[] cells;

    private HeatMap(int rows, int columns, float[] cells) {
        this.rows = rows;
        this.columns = columns;
        this.cells = cells;
    }

    static HeatMap of(int rows, int columns, ActivationMaps.LabelMap map) {
        List<Float> raw = map.cells();
        float greatest = 0;
        for (float cell : raw) {
            greatest = Math.max(greatest, cell);
        }
        float[] cells = new float[raw.size()];
        for (int cell = 0; cell < cells.length && greatest > 0; cell++) {
            // Divided, not multiplied by the inverse: that may be infinite.
            cells[cell] = Math.max(0, raw.get(cell)) / greatest;
        }
        return new HeatMap(rows, columns, cells);
    }

    /**
     * Between the cells' centres by bilinear interpolation; beyond the outermost centres as at them.
     *
     * @param across from 0 to 1, left to right
     * @param down from 0 to 1, top to bottom
     */
    double at(double across, double down) {
        double column = within(across * columns - 0.5, columns);
        double row = within(down * rows - 0.5, rows);
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(left + 1, columns - 1);
        int bottom = Math.min(top + 1, rows - 1);
        double upper = between(cells[top * columns + left], cells[top * columns + right], column - left);
        double lower = between(cells[bottom * columns + left], cells[bottom * columns + right], column - left);
        return between(upper, lower, row - top);
    }

    private static double within(double position, int length) {
        return Math.max(0, Math.min(length - 1, position));
    }

    private static double between(double first, double second, double share) {
        return first + (second - first) * share;
    }
}
