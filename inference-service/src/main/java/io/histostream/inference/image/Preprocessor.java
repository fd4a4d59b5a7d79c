package io.histostream.inference.image;

import java.nio.FloatBuffer;
import java.util.Objects;

/** Checks, decodes, resizes and normalises one image into a slot of a model's input batch; thread-safe. */
public final class Preprocessor {

    private final Preprocessing preprocessing;
    private final ImageLimits limits;

    public Preprocessor(Preprocessing preprocessing, ImageLimits limits) {
        this.preprocessing = Objects.requireNonNull(preprocessing, "preprocessing");
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    public int channels() {
        return Preprocessing.CHANNELS;
    }

    public int height() {
        return preprocessing.height();
    }

    public int width() {
        return preprocessing.width();
    }

    public int elementCount() {
        return channels() * height() * width();
    }

    /**
     * Writes exactly {@link #elementCount()} floats (channel, row, column) from the slot's position on and moves the
     * position behind them. After a rejection the position is where it was and what follows it is undefined.
     */
    public void preprocess(byte[] bytes, String mediaType, FloatBuffer slot) throws ImageRejectedException {
        if (bytes.length > limits.maxBytes()) {
            throw new UnsupportedOperationException();
        }
        throw new UnsupportedOperationException();
    }
}
