package io.histostream.inference.image.resample;

import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.decode.RowSink;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Resizes and normalises a picture row by row into a float32 CHW tensor; for one thread at a time, again and again.
 * Each row is resized across at once and added to the rows of the tensor that it is part of; a tensor row is written
 * when its last source row has come. So nothing of the picture is kept, and sums and roundings are those of Pillow's
 * two passes.
 */
public final class TensorWriter implements RowSink {

    private static final int CHANNELS = 3;
    private static final int HALF = 1 << AxisWeights.PRECISION_BITS - 1;

    private final Preprocessing preprocessing;
    private final float[][] normalised;
    private final int width;
    private final int height;
    private final int[] across;
    private final int[] sums;
    private final float[] line;

    private TensorPlan plan;
    private FloatBuffer slot;
    private int sourceRow;
    private int openRow;

    public TensorWriter(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
        this.normalised = Normalisation.tables(preprocessing);
        this.width = preprocessing.width();
        this.height = preprocessing.height();
        this.across = new int[CHANNELS * width];
        this.sums = new int[Math.multiplyExact(across.length, height)];
        this.line = new float[width];
    }

    /** The next picture's tensor goes behind the slot's position, which stays where it is. */
    public void writeTo(FloatBuffer target) {
        slot = target;
    }

    /** Forgets the slot, which belongs to somebody else. */
    public void release() {
        slot = null;
    }

    @Override
    public void begin(int pictureWidth, int pictureHeight) {
        if (plan == null || !plan.fits(pictureWidth, pictureHeight)) {
            plan = TensorPlan.of(preprocessing, pictureWidth, pictureHeight);
        }
        sourceRow = 0;
        openRow = 0;
        Arrays.fill(sums, HALF);
        writePadding();
    }

    @Override
    public void row(byte[] rgb, int offset) {
        AxisWeights vertical = plan.vertical();
        boolean resized = false;
        for (int row = openRow; row < height && vertical.first()[row] <= sourceRow; row++) {
            if (sourceRow < vertical.end()[row]) {
                if (!resized) {
                    resizeAcross(rgb, offset);
                    resized = true;
                }
                int weight = vertical.weights()[row * vertical.stride() + sourceRow - vertical.first()[row]];
                add(weight, row * across.length);
            }
        }
        sourceRow++;
        while (openRow < height && vertical.end()[openRow] <= sourceRow && !vertical.isPadding(openRow)) {
            write(openRow++);
            skipPadding();
        }
    }

    private void writePadding() {
        for (int row = 0; row < height; row++) {
            if (plan.vertical().isPadding(row)) {
                write(row);
            }
        }
        skipPadding();
    }

    private void skipPadding() {
        while (openRow < height && plan.vertical().isPadding(openRow)) {
            openRow++;
        }
    }

    private void resizeAcross(byte[] rgb, int offset) {
        AxisWeights horizontal = plan.horizontal();
        int[] weights = horizontal.weights();
        for (int x = 0; x < width; x++) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int pixel = offset + 3 * horizontal.first()[x];
            int last = offset + 3 * horizontal.end()[x];
            for (int tap = x * horizontal.stride(); pixel < last; pixel += 3, tap++) {
                int weight = weights[tap];
                red += weight * (rgb[pixel] & 0xFF);
                green += weight * (rgb[pixel + 1] & 0xFF);
                blue += weight * (rgb[pixel + 2] & 0xFF);
            }
            across[x] = level(red);
            across[width + x] = level(green);
            across[2 * width + x] = level(blue);
        }
    }

    private void add(int weight, int to) {
        int[] from = across;
        int[] target = sums;
        for (int i = 0; i < from.length; i++) {
            target[to + i] += weight * from[i];
        }
    }

    private void write(int row) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] table = normalised[channel];
            int from = row * across.length + channel * width;
            for (int x = 0; x < width; x++) {
                line[x] = table[level(sums[from + x])];
            }
            slot.put(slot.position() + (channel * height + row) * width, line, 0, width);
        }
    }

    private static int level(int sum) {
        return Math.max(0, Math.min(255, sum >> AxisWeights.PRECISION_BITS));
    }
}
