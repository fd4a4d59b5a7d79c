package io.histostream.inference.image;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** How a model wants its images, as its card states it: sizes in pixels, mean and deviation per channel. */
public record Preprocessing(
        ColourMode colourMode,
        Resize resize,
        Filter filter,
        int width,
        int height,
        double rescale,
        List<Double> mean,
        List<Double> std,
        Layout layout) {

    static final int CHANNELS = 3;

    private static final int LARGEST_SIDE = 8192;

    public Preprocessing {
        Objects.requireNonNull(colourMode, "colourMode");
        Objects.requireNonNull(resize, "resize");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(layout, "layout");
        requireSide("width", width);
        requireSide("height", height);
        if (!(rescale > 0) || Double.isInfinite(rescale)) {
            throw new IllegalArgumentException("rescale must be greater than 0 and finite");
        }
        mean = requirePerChannel("mean", mean);
        std = requirePerChannel("std", std);
        if (std.stream().anyMatch(deviation -> deviation <= 0)) {
            throw new IllegalArgumentException("std must be greater than 0");
        }
    }

    /** The shape of one image's tensor, without a batch axis. */
    public long[] tensorShape() {
        return new long[] {CHANNELS, height, width};
    }

    /** Floats in one image's tensor. */
    public int elementCount() {
        return (int) Arrays.stream(tensorShape()).reduce(1, Math::multiplyExact);
    }

    private static void requireSide(String name, int side) {
        if (side < 1 || side > LARGEST_SIDE) {
            throw new IllegalArgumentException(name + " must be from 1 to " + LARGEST_SIDE);
        }
    }

    private static List<Double> requirePerChannel(String name, List<Double> values) {
        List<Double> copy = List.copyOf(values);
        if (copy.size() != CHANNELS || copy.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must hold " + CHANNELS + " finite numbers");
        }
        return copy;
    }
}
