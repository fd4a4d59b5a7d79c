package io.histostream.inference.image;

/** The colour channels that a model sees. */
public enum ColourMode {
    RGB
}
