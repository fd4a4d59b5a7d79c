package io.histostream.inference.image;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How a model wants its images, as its card states it: sizes in pixels, mean and deviation per channel.
 *
 * @param stain absent where colours stay as they are
 */
public record Preprocessing(
        ColourMode colourMode,
        Resize resize,
        Filter filter,
        int width,
        int height,
        double rescale,
        List<Double> mean,
        List<Double> std,
        Layout layout,
        Stain stain) {

    static final int CHANNELS = 3;
    /** Qwen2-VL's patches are two frames deep; an image is both of them. */
    static final int PATCH_FRAMES = 2;

    private static final int LARGEST_SIDE = 8192;
    private static final long LARGEST_TENSOR = 1 << 28;

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
        if (!resize.fits(layout)) {
            throw new IllegalArgumentException("layout %s does not fit resize.mode %s"
                    .formatted(layout, resize.getClass().getSimpleName()));
        }
        resize.requireReachable(new PictureSize(width, height));
        if (frames(resize, layout) * CHANNELS * width * height > LARGEST_TENSOR) {
            throw new IllegalArgumentException("the tensor must not have more than " + LARGEST_TENSOR + " elements");
        }
    }

    /** Without stain normalisation. */
    public Preprocessing(
            ColourMode colourMode,
            Resize resize,
            Filter filter,
            int width,
            int height,
            double rescale,
            List<Double> mean,
            List<Double> std,
            Layout layout) {
        this(colourMode, resize, filter, width, height, rescale, mean, std, layout, null);
    }

    /** The size of every frame of the tensor. */
    public PictureSize size() {
        return new PictureSize(width, height);
    }

    /** The shape of one image's tensor, without a batch axis. */
    public long[] tensorShape() {
        return switch (layout) {
            case NCHW -> new long[] {CHANNELS, height, width};
            case NTCHW -> new long[] {resize.frames(), CHANNELS, height, width};
            case PATCHES -> {
                long patch = patchSize();
                yield new long[] {(height / patch) * (width / patch), CHANNELS * PATCH_FRAMES * patch * patch};
            }
        };
    }

    /** Floats in one image's tensor. */
    public int elementCount() {
        return (int) Arrays.stream(tensorShape()).reduce(1, (one, other) -> one * other);
    }

    private int patchSize() {
        return ((Resize.SmartResize) resize).patchSize();
    }

    private static long frames(Resize resize, Layout layout) {
        return layout == Layout.PATCHES ? PATCH_FRAMES : resize.frames();
    }

    private static void requireSide(String name, int side) {
        if (side < 1 || side > LARGEST_SIDE) {
            throw new IllegalArgumentException(name + " must be from 1 to " + LARGEST_SIDE);
        }
    }

    private static List<Double> requirePerChannel(String name, List<Double> values) {
        List<Double> copy = List.copyOf(Objects.requireNonNull(values, name));
        if (copy.size() != CHANNELS || copy.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must hold " + CHANNELS + " finite numbers");
        }
        return copy;
    }
}
