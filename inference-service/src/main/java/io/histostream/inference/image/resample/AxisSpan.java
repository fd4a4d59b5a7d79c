package io.histostream.inference.image.resample;

/**
 * Where one axis of a pass's output lies on the resized picture.
 *
 * @param resized length of the picture after resizing
 * @param cut which of its pixels is the output's pixel 0; negative where the output begins with padding
 * @param length of the output
 */
record AxisSpan(int resized, int cut, int length) {

    static AxisSpan whole(int resized) {
        return new AxisSpan(resized, 0, resized);
    }

    /** torchvision's {@code CenterCrop}: what is too short is padded, less in front; halves round to even. */
    static AxisSpan centre(int resized, int length) {
        int cut = resized < length ? -((length - resized) / 2) : (int) Math.rint((resized - length) / 2.0);
        return new AxisSpan(resized, cut, length);
    }
}
