package io.histostream.synthetic;

/** The window of a microscope's camera on the tissue: where it is, and how many micrometres a pixel spans. */
record View(double left, double top, double micronsPerPixel, int width, int height) {

    /** BreakHis's camera sees about a quarter of a micrometre in a pixel at 400x. */
    static double micronsPerPixel(int magnification) {
        return 100.0 / magnification;
    }

    double x(double column) {
        return left + column * micronsPerPixel;
    }

    double y(double row) {
        return top + row * micronsPerPixel;
    }

    double column(double x) {
        return (x - left) / micronsPerPixel;
    }

    double row(double y) {
        return (y - top) / micronsPerPixel;
    }
}
