package io.histostream.inference.image;

/** The resampling filters, by Pillow's names. */
public enum Filter {
    BILINEAR,
    BICUBIC,
    LANCZOS
}
