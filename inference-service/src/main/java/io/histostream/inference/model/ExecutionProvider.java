package io.histostream.inference.model;

import java.util.Locale;

/** What ONNX Runtime computes on. */
public enum ExecutionProvider {
    TENSORRT,
    CUDA,
    CPU;

    /** As it stands in outcomes, metrics and configuration. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isDevice() {
        return this != CPU;
    }
}
