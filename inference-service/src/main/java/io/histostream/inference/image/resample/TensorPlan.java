package io.histostream.inference.image.resample;

import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.Resize;

/** The weights of both axes for pictures of one size; immutable, shared by all threads. */
record TensorPlan(int pictureWidth, int pictureHeight, AxisWeights horizontal, AxisWeights vertical) {

    static TensorPlan of(Preprocessing preprocessing, int pictureWidth, int pictureHeight) {
        Resize resize = preprocessing.resize();
        AxisSpan across = AxisSpan.horizontal(resize, pictureWidth, pictureHeight, preprocessing.width());
        AxisSpan down = AxisSpan.vertical(resize, pictureWidth, pictureHeight, preprocessing.height());
        return new TensorPlan(
                pictureWidth,
                pictureHeight,
                AxisWeights.of(preprocessing.filter(), pictureWidth, across),
                AxisWeights.of(preprocessing.filter(), pictureHeight, down));
    }

    boolean fits(int width, int height) {
        return pictureWidth == width && pictureHeight == height;
    }
}
