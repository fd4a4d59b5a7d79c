package io.histostream.inference.image.resample;

import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.image.PictureSize;
import io.histostream.inference.image.decode.RowSink;

/** Cuts a picture into frames, row by row of tiles from 0 on, and passes it on whole as well. */
final class Tiles implements RowSink {

    private static final int CHANNELS = 3;

    private final PictureSize tile;
    private final FrameSink frames;
    private final RowSink whole;
    private int columns;
    private int y;

    Tiles(PictureSize tile, FrameSink frames, RowSink whole) {
        this.tile = tile;
        this.frames = frames;
        this.whole = whole;
    }

    @Override
    public void begin(int width, int height) throws ImageRejectedException {
        columns = width / tile.width();
        y = 0;
        whole.begin(width, height);
    }

    @Override
    public void row(byte[] rgb, int offset) {
        int firstTile = y / tile.height() * columns;
        for (int column = 0; column < columns; column++) {
            frames.row(firstTile + column, y % tile.height(), rgb, offset + CHANNELS * tile.width() * column);
        }
        y++;
        whole.row(rgb, offset);
    }
}
