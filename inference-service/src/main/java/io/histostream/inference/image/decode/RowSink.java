package io.histostream.inference.image.decode;

import io.histostream.inference.image.ImageRejectedException;

/** Takes the rows of one decoded picture from the top down. */
public interface RowSink {

    /**
     * Comes once, before the first row; both sides are at least 1.
     *
     * @throws ImageRejectedException when no picture of this size is taken
     */
    void begin(int width, int height) throws ImageRejectedException;

    /** Three bytes per pixel (red, green, blue) from the offset on; the array is the caller's and changes afterwards. */
    void row(byte[] rgb, int offset);
}
