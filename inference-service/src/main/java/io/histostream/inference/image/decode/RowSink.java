package io.histostream.inference.image.decode;

/** Takes the rows of one decoded picture from the top down. */
public interface RowSink {

    /** Comes once, before the first row; both sides are at least 1. */
    void begin(int width, int height);

    /** Three bytes per pixel (red, green, blue) from the offset on; the array is the caller's and changes afterwards. */
    void row(byte[] rgb, int offset);
}
