package io.histostream.inference.image;

/** The order of an image's tensor: T tiles, C channels, H rows, W columns, P patches. */
public enum Layout {
    /** [3, H, W]. */
    NCHW,
    /** [T, 3, H, W]: the tiles row by row, then the whole picture. */
    NTCHW,
    /** [P, 3 · 2 · patch · patch]: Qwen2-VL's flattened patches, the P of a merged square one after the other. */
    PATCHES
}
