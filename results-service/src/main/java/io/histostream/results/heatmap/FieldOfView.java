package io.histostream.results.heatmap;

import io.histostream.contracts.ActivationMaps;

/**
 * The part of a picture that a model was shown, in the picture's pixels; it may reach beyond the picture where the model
 * was shown padding.
 */
record FieldOfView(double left, double top, double width, double height) {

    static FieldOfView of(ActivationMaps.Field field, int pictureWidth, int pictureHeight) {
        if (field.shortestEdge() == null) {
            return new FieldOfView(0, 0, pictureWidth, pictureHeight);
        }
        int resizedWidth = resizedSide(pictureWidth, pictureHeight, field.shortestEdge());
        int resizedHeight = resizedSide(pictureHeight, pictureWidth, field.shortestEdge());
        double across = (double) pictureWidth / resizedWidth;
        double down = (double) pictureHeight / resizedHeight;
        return new FieldOfView(
                cut(resizedWidth, field.width()) * across,
                cut(resizedHeight, field.height()) * down,
                field.width() * across,
                field.height() * down);
    }

    /** torchvision's {@code Resize(int)}: the longer side is rounded down. */
    private static int resizedSide(int side, int otherSide, int shortestEdge) {
        return side <= otherSide ? shortestEdge : (int) ((double) ((long) shortestEdge * side) / otherSide);
    }

    /** torchvision's {@code CenterCrop}: what is too short is padded, less in front; halves round to even. */
    private static int cut(int resized, int length) {
        return resized < length ? -((length - resized) / 2) : (int) Math.rint((resized - length) / 2.0);
    }

    /** From 0 at the left edge to 1 at the right one; outside of that the model saw nothing. */
    double across(double x) {
        return (x - left) / width;
    }

    /** From 0 at the upper edge to 1 at the lower one; outside of that the model saw nothing. */
    double down(double y) {
        return (y - top) / height;
    }
}
