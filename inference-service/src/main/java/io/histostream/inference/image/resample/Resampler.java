package io.histostream.inference.image.resample;

import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.image.decode.RowSink;
import java.util.Arrays;

/**
 * One resize of pictures of one size, with the sums and roundings of Pillow's two passes; for one thread at a time.
 * Each row that comes is resized across at once and added to the output rows that it is part of; an output row goes on
 * when its last source row has come. So only the rows that are being summed up are kept, never a picture.
 */
final class Resampler implements RowSink {

    private static final int CHANNELS = 3;
    private static final int HALF = 1 << AxisWeights.PRECISION_BITS - 1;

    private final AxisWeights horizontal;
    private final AxisWeights vertical;
    private final RowSink next;
    private final int[] across;
    /** Output row r is summed up in row r modulo the number of rows. */
    private final int[][] sums;

    private final byte[] finished;

    private int sourceRow;
    private int openRow;

    Resampler(AxisWeights horizontal, AxisWeights vertical, RowSink next) {
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.next = next;
        this.across = new int[CHANNELS * horizontal.length()];
        this.sums = new int[vertical.mostOpen()][across.length];
        this.finished = new byte[across.length];
    }

    @Override
    public void begin(int pictureWidth, int pictureHeight) throws ImageRejectedException {
        sourceRow = 0;
        openRow = 0;
        for (int[] row : sums) {
            Arrays.fill(row, HALF);
        }
        next.begin(horizontal.length(), vertical.length());
        finishRows();
    }

    @Override
    public void row(byte[] rgb, int offset) {
        boolean resized = false;
        for (int row = openRow; row < vertical.length() && vertical.first()[row] <= sourceRow; row++) {
            if (sourceRow < vertical.end()[row]) {
                if (!resized) {
                    resizeAcross(rgb, offset);
                    resized = true;
                }
                int weight = vertical.weights()[row * vertical.stride() + sourceRow - vertical.first()[row]];
                add(weight, across, sums[row % sums.length]);
            }
        }
        sourceRow++;
        finishRows();
    }

    private void finishRows() {
        while (openRow < vertical.length() && vertical.end()[openRow] <= sourceRow) {
            int[] sum = sums[openRow % sums.length];
            for (int i = 0; i < sum.length; i++) {
                finished[i] = (byte) level(sum[i]);
            }
            Arrays.fill(sum, HALF);
            openRow++;
            next.row(finished, 0);
        }
    }

    private void resizeAcross(byte[] rgb, int offset) {
        int[] weights = horizontal.weights();
        for (int x = 0; x < horizontal.length(); x++) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int pixel = offset + CHANNELS * horizontal.first()[x];
            int last = offset + CHANNELS * horizontal.end()[x];
            for (int tap = x * horizontal.stride(); pixel < last; pixel += CHANNELS, tap++) {
                int weight = weights[tap];
                red += weight * (rgb[pixel] & 0xFF);
                green += weight * (rgb[pixel + 1] & 0xFF);
                blue += weight * (rgb[pixel + 2] & 0xFF);
            }
            across[CHANNELS * x] = level(red);
            across[CHANNELS * x + 1] = level(green);
            across[CHANNELS * x + 2] = level(blue);
        }
    }

    private static void add(int weight, int[] levels, int[] sum) {
        for (int i = 0; i < levels.length; i++) {
            sum[i] += weight * levels[i];
        }
    }

    private static int level(int sum) {
        return Math.max(0, Math.min(255, sum >> AxisWeights.PRECISION_BITS));
    }
}
