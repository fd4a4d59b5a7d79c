package io.histostream.inference.image.resample;

import io.histostream.inference.image.Resize;

/**
 * Where one axis of the model's input lies on the resized picture.
 *
 * @param resized length of the picture after resizing
 * @param cut which of its pixels is the input's pixel 0; negative where the input begins with padding
 * @param length of the input
 */
record AxisSpan(int resized, int cut, int length) {

    static AxisSpan horizontal(Resize resize, int pictureWidth, int pictureHeight, int width) {
        return of(resize, pictureWidth, pictureHeight, width);
    }

    static AxisSpan vertical(Resize resize, int pictureWidth, int pictureHeight, int height) {
        return of(resize, pictureHeight, pictureWidth, height);
    }

    private static AxisSpan of(Resize resize, int side, int otherSide, int length) {
        if (resize instanceof Resize.ShortestEdgeCentreCrop crop) {
            int resized = resizedSide(side, otherSide, crop.shortestEdge());
            return new AxisSpan(resized, cut(resized, length), length);
        }
        return new AxisSpan(length, 0, length);
    }

    /** torchvision's {@code Resize(int)}: the longer side is rounded down. */
    private static int resizedSide(int side, int otherSide, int shortestEdge) {
        return side <= otherSide ? shortestEdge : (int) ((double) ((long) shortestEdge * side) / otherSide);
    }

    /** torchvision's {@code CenterCrop}: what is too short is padded, less in front; halves round to even. */
    private static int cut(int resized, int length) {
        return resized < length ? -((length - resized) / 2) : (int) Math.rint((resized - length) / 2.0);
    }
}
