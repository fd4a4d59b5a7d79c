package io.histostream.inference.image.resample;

import io.histostream.inference.image.Preprocessing;

/** [frame, channel, row, column]. */
final class PlanarSlot extends Slot {

    PlanarSlot(Preprocessing preprocessing) {
        super(preprocessing);
    }

    @Override
    void put(int frame, int channel, int y, float[] levels) {
        put(((frame * CHANNELS + channel) * height + y) * width, levels, 0, width);
    }
}
