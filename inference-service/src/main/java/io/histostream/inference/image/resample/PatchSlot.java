package io.histostream.inference.image.resample;

import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.Resize;

/**
 * Qwen2-VL's patches as {@code patchify} of its processor orders them: [row of squares, square, row in the square,
 * column in the square] and in each patch [channel, copy, row, column], the picture being both frames of its video.
 */
final class PatchSlot extends Slot {

    private static final int COPIES = 2;

    private final int patch;
    private final int merge;

    PatchSlot(Preprocessing preprocessing) {
        super(preprocessing);
        Resize.SmartResize resize = (Resize.SmartResize) preprocessing.resize();
        this.patch = resize.patchSize();
        this.merge = resize.mergeSize();
    }

    @Override
    void put(int frame, int channel, int y, float[] levels) {
        for (int x = 0; x < width; x += patch) {
            int element = patchAt(x / patch, y / patch) * CHANNELS * COPIES + channel * COPIES;
            for (int copy = 0; copy < COPIES; copy++) {
                put((element + copy) * patch * patch + y % patch * patch, levels, x, patch);
            }
        }
    }

    private int patchAt(int column, int row) {
        int squaresAcross = width / patch / merge;
        int square = row / merge * squaresAcross + column / merge;
        return (square * merge + row % merge) * merge + column % merge;
    }
}
