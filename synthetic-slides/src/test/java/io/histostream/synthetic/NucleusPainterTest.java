package io.histostream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NucleusPainterTest {

    @Test
    void twiceTheMagnificationShowsFourTimesTheArea() {
        double at200 = area(200, 0);
        double at400 = area(400, 0);

        assertThat(at400 / at200).isCloseTo(4, within(0.2));
    }

    @Test
    void aNucleusHasItsAreaInMicrometres() {
        assertThat(area(400, 0) * 0.25 * 0.25).isCloseTo(Math.PI * 5 * 3, within(2.0));
    }

    @Test
    void anIrregularNucleusDiffersFromAnEllipse() {
        DyePlane smooth = painted(400, 0);
        DyePlane irregular = painted(400, 0.4);

        int differing = 0;
        for (int i = 0; i < smooth.haematoxylin.length; i++) {
            differing += Math.abs(smooth.haematoxylin[i] - irregular.haematoxylin[i]) > 0.3 ? 1 : 0;
        }
        assertThat(differing).isGreaterThan(60);
    }

    private static double area(int magnification, double irregularity) {
        double covered = 0;
        for (float haematoxylin : painted(magnification, irregularity).haematoxylin) {
            covered += haematoxylin;
        }
        return covered;
    }

    /** One nucleus of 10 by 6 micrometres, darkness 1, in the middle of the view. */
    private static DyePlane painted(int magnification, double irregularity) {
        View view = new View(
                -25, -25, View.micronsPerPixel(magnification), 50 * magnification / 100, 50 * magnification / 100);
        DyePlane dyes = new DyePlane(view.width(), view.height());
        new NucleusPainter(1, view, dyes).paint(new Nucleus(0, 0, 5, 3, 1, 0, 1, irregularity, 0, 0, 0));
        return dyes;
    }
}
