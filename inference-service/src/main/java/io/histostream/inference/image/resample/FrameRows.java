package io.histostream.inference.image.resample;

import io.histostream.inference.image.decode.RowSink;

/** Takes a picture that is one frame. */
final class FrameRows implements RowSink {

    private final FrameSink frames;
    private final int frame;
    private int y;

    FrameRows(FrameSink frames, int frame) {
        this.frames = frames;
        this.frame = frame;
    }

    @Override
    public void begin(int width, int height) {
        y = 0;
    }

    @Override
    public void row(byte[] rgb, int offset) {
        frames.row(frame, y++, rgb, offset);
    }
}
