package io.histostream.synthetic;

/** How much of each dye lies on every pixel of a view; 1 of haematoxylin is a dark nucleus, 1 of eosin dense collagen. */
final class DyePlane {
    final int width;
    final int height;
    final float[] haematoxylin;
    final float[] eosin;

    DyePlane(int width, int height) {
        this.width = width;
        this.height = height;
        this.haematoxylin = new float[width * height];
        this.eosin = new float[width * height];
    }
}
