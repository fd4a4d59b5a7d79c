package io.histostream.inference.image.resample;

/** Takes the resized rows of the frames that one image becomes, in any order. */
interface FrameSink {

    /** Red, green, blue per pixel from the offset on; the array is the caller's and changes afterwards. */
    void row(int frame, int y, byte[] rgb, int offset);
}
