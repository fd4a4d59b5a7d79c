package io.histostream.inference.worker;

/** How the models in service change while the worker runs; Triton's words. */
public enum ModelControl {
    /** Not at all. */
    NONE,
    /** A higher version that appears in the models folder takes the place of an unpinned one. */
    POLL,
    /** On request, over HTTP. */
    EXPLICIT
}
