package io.histostream.inference.image.resample;

import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.stain.StainNormaliser;

/** Keeps the pixels of all frames of one image, normalises their colours together, and passes them on. */
final class StainedFrames implements FrameSink {

    private final StainNormaliser normaliser;
    private final FrameSink next;
    private final int height;
    private final int stride;
    private final byte[] pixels;

    StainedFrames(Preprocessing preprocessing, FrameSink next) {
        this.normaliser = preprocessing.stain().normaliser();
        this.next = next;
        this.height = preprocessing.height();
        this.stride = Slot.CHANNELS * preprocessing.width();
        this.pixels = new byte[preprocessing.resize().frames() * height * stride];
    }

    @Override
    public void row(int frame, int y, byte[] rgb, int offset) {
        System.arraycopy(rgb, offset, pixels, (frame * height + y) * stride, stride);
    }

    void finish() {
        normaliser.normalise(pixels);
        for (int row = 0; row * stride < pixels.length; row++) {
            next.row(row / height, row % height, pixels, row * stride);
        }
    }
}
