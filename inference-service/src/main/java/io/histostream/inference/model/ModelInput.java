package io.histostream.inference.model;

import static java.util.Objects.requireNonNull;

import io.histostream.inference.image.ColourMode;
import io.histostream.inference.image.Filter;
import io.histostream.inference.image.Layout;
import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.Resize;
import java.util.List;

/** The graph's input, float32 [N, channels, height, width], and how an image becomes one of its rows. */
public record ModelInput(
        String name,
        ColourMode colourMode,
        ResizeRule resize,
        Filter filter,
        int width,
        int height,
        double rescale,
        List<Double> mean,
        List<Double> std,
        Layout layout) {

    private static final String STRETCH = "stretch";
    private static final String SHORTEST_EDGE = "shortest-edge-centre-crop";

    /** A {@link Resize} as the card writes it. */
    public record ResizeRule(String mode, Integer shortestEdge) {

        public ResizeRule {
            if (!STRETCH.equals(mode) && !SHORTEST_EDGE.equals(mode)) {
                throw new IllegalArgumentException("resize.mode must be " + STRETCH + " or " + SHORTEST_EDGE);
            }
            if (SHORTEST_EDGE.equals(mode) == (shortestEdge == null)) {
                throw new IllegalArgumentException(
                        "resize.shortestEdge belongs to " + SHORTEST_EDGE + ", and only to it");
            }
        }

        Resize resize() {
            return shortestEdge == null ? new Resize.Stretch() : new Resize.ShortestEdgeCentreCrop(shortestEdge);
        }
    }

    public ModelInput {
        requireNonNull(name, "input.name");
        requireNonNull(resize, "input.resize");
        requireNonNull(mean, "input.mean");
        requireNonNull(std, "input.std");
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        requireNonNull(preprocessing(colourMode, resize, filter, width, height, rescale, mean, std, layout));
    }

    Preprocessing preprocessing() {
        return preprocessing(colourMode, resize, filter, width, height, rescale, mean, std, layout);
    }

    /** The input's shape without its batch axis. */
    long[] tensorShape() {
        return preprocessing().tensorShape();
    }

    /** Floats per image. */
    int elementCount() {
        return preprocessing().elementCount();
    }

    private static Preprocessing preprocessing(
            ColourMode colourMode,
            ResizeRule resize,
            Filter filter,
            int width,
            int height,
            double rescale,
            List<Double> mean,
            List<Double> std,
            Layout layout) {
        return new Preprocessing(colourMode, resize.resize(), filter, width, height, rescale, mean, std, layout);
    }
}
