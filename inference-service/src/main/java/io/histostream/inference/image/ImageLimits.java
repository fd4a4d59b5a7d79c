package io.histostream.inference.image;

/** The largest image that is decoded: bytes of the file, and pixels as its header states them. */
public record ImageLimits(long maxBytes, long maxPixels) {
    public ImageLimits {
        if (maxBytes < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("limits must be at least 1");
        }
    }
}
