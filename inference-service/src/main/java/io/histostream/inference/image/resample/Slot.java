package io.histostream.inference.image.resample;

import io.histostream.inference.image.Layout;
import io.histostream.inference.image.Preprocessing;
import java.nio.FloatBuffer;

/** Normalises rows into a tensor that lies behind a buffer's position; the position stays where it is. */
abstract class Slot implements FrameSink {

    static final int CHANNELS = 3;

    final int width;
    final int height;
    private final float[][] normalised;
    private final float[] line;
    private FloatBuffer buffer;

    Slot(Preprocessing preprocessing) {
        this.width = preprocessing.width();
        this.height = preprocessing.height();
        this.normalised = Normalisation.tables(preprocessing);
        this.line = new float[width];
    }

    static Slot of(Preprocessing preprocessing) {
        return preprocessing.layout() == Layout.PATCHES ? new PatchSlot(preprocessing) : new PlanarSlot(preprocessing);
    }

    /** Null forgets the buffer, which belongs to somebody else. */
    void use(FloatBuffer target) {
        buffer = target;
    }

    @Override
    public void row(int frame, int y, byte[] rgb, int offset) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] table = normalised[channel];
            for (int x = 0, at = offset + channel; x < width; x++, at += CHANNELS) {
                line[x] = table[rgb[at] & 0xFF];
            }
            put(frame, channel, y, line);
        }
    }

    /** One channel of one row. */
    abstract void put(int frame, int channel, int y, float[] levels);

    void put(int element, float[] levels, int from, int length) {
        buffer.put(buffer.position() + element, levels, from, length);
    }
}
