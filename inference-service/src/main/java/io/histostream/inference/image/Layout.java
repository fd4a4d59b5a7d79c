package io.histostream.inference.image;

/** The order of a tensor's axes: N images, C channels, H rows, W columns. */
public enum Layout {
    NCHW
}
