package io.histostream.results.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.contracts.ActivationMaps;
import io.histostream.contracts.ActivationMaps.LabelMap;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {

    private static final int GREY = 0x808080;
    private static final int WIDTH = 700;
    private static final int HEIGHT = 460;

    /** Each cell in turn: the hottest pixel lies in the middle of the cell's part of the picture. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 6", "3, 2", "5, 6", "6, 0", "6, 6"})
    void isHottestWhereTheHotCellLiesInAStretchedPicture(int row, int column) {
        HeatMap map = HeatMap.of(7, 7, hot(7, 7, row, column));

        BufferedImage drawn =
                Overlay.over(grey(), map, FieldOfView.of(new ActivationMaps.Field(null, 224, 224), WIDTH, HEIGHT));

        double[] hottest = hottest(drawn);
        assertThat(hottest[0]).isCloseTo((column + 0.5) * WIDTH / 7, within(WIDTH / 14.0));
        assertThat(hottest[1]).isCloseTo((row + 0.5) * HEIGHT / 7, within(HEIGHT / 14.0));
    }

    /**
     * 700 x 460 resized to 389 x 256, of which 224 x 224 were cut out from (82, 16) on: in the picture that is from
     * (147.6, 28.75) on, and 403.1 x 402.5 large.
     */
    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "6, 1", "2, 6"})
    void isHottestWhereTheHotCellLiesInACroppedPicture(int row, int column) {
        HeatMap map = HeatMap.of(7, 7, hot(7, 7, row, column));

        BufferedImage drawn =
                Overlay.over(grey(), map, FieldOfView.of(new ActivationMaps.Field(256, 224, 224), WIDTH, HEIGHT));

        double[] hottest = hottest(drawn);
        assertThat(hottest[0]).isCloseTo(147.6 + (column + 0.5) * 403.1 / 7, within(29.0));
        assertThat(hottest[1]).isCloseTo(28.75 + (row + 0.5) * 402.5 / 7, within(29.0));
    }

    @Test
    void darkensWhatTheModelWasNotShown() {
        HeatMap map = HeatMap.of(1, 1, new LabelMap("malignant", List.of(0f)));

        BufferedImage drawn =
                Overlay.over(grey(), map, FieldOfView.of(new ActivationMaps.Field(256, 224, 224), WIDTH, HEIGHT));

        assertThat(drawn.getRGB(10, 230) & 0xFF).isEqualTo(51);
        assertThat(drawn.getRGB(690, 10) & 0xFF).isEqualTo(51);
        assertThat(drawn.getRGB(350, 230) & 0xFFFFFF).isEqualTo(GREY);
    }

    @Test
    void leavesThePictureAsItIsWhereNothingSpeaksForTheLabel() {
        HeatMap map = HeatMap.of(2, 2, new LabelMap("malignant", List.of(-1f, -2f, 0f, -0.5f)));

        BufferedImage drawn = Overlay.over(grey(), map, new FieldOfView(0, 0, WIDTH, HEIGHT));

        assertThat(drawn.getRGB(0, 0) & 0xFFFFFF).isEqualTo(GREY);
        assertThat(drawn.getRGB(WIDTH - 1, HEIGHT - 1) & 0xFFFFFF).isEqualTo(GREY);
    }

    @Test
    void isAsHotEverywhereAsAFlatMap() {
        HeatMap map = HeatMap.of(2, 3, new LabelMap("malignant", Collections.nCopies(6, 7f)));

        assertThat(map.at(0, 0)).isEqualTo(1);
        assertThat(map.at(0.37, 0.81)).isEqualTo(1);
        assertThat(map.at(1, 1)).isEqualTo(1);
    }

    /** Even where the inverse of the greatest would be infinite. */
    @Test
    void scalesTheSmallestNumbers() {
        HeatMap map = HeatMap.of(1, 2, new LabelMap("malignant", List.of(Float.MIN_VALUE, 0f)));

        assertThat(map.at(0, 0)).isEqualTo(1);
        assertThat(map.at(1, 0)).isZero();
    }

    @Test
    void goesEvenlyFromOneCellsCentreToTheNext() {
        HeatMap map = HeatMap.of(1, 2, new LabelMap("malignant", List.of(0f, 4f)));

        assertThat(map.at(0.25, 0.5)).isZero();
        assertThat(map.at(0.5, 0.5)).isEqualTo(0.5);
        assertThat(map.at(0.75, 0.5)).isEqualTo(1);
        assertThat(map.at(1, 0.5)).isEqualTo(1);
    }

    @Test
    void drawsTheMapAlone() {
        BufferedImage drawn = Overlay.alone(HeatMap.of(2, 2, hot(2, 2, 1, 0)), 40, 40);

        assertThat(drawn.getRGB(2, 37) & 0xFFFFFF).isEqualTo(0xFCFFA4);
        assertThat(drawn.getRGB(37, 2) & 0xFFFFFF).isEqualTo(0x000004);
    }

    @Test
    void getsLighterFromColdToHot() {
        double before = -1;
        for (int step = 0; step <= 100; step++) {
            int rgb = Inferno.of(step / 100.0);
            double light = 0.2126 * (rgb >> 16) + 0.7152 * (rgb >> 8 & 0xFF) + 0.0722 * (rgb & 0xFF);
            assertThat(light).isGreaterThan(before);
            before = light;
        }
    }

    private static LabelMap hot(int rows, int columns, int row, int column) {
        List<Float> cells = new ArrayList<>(Collections.nCopies(rows * columns, -0.25f));
        cells.set(row * columns + column, 3f);
        return new LabelMap("malignant", cells);
    }

    private static BufferedImage grey() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, GREY);
            }
        }
        return picture;
    }

    /** The middle of the pixels with the most red and green together: yellow. */
    static double[] hottest(BufferedImage drawn) {
        int most = -1;
        double[] sum = new double[3];
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                int rgb = drawn.getRGB(x, y);
                int yellow = (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF);
                if (yellow > most) {
                    most = yellow;
                    sum = new double[3];
                }
                if (yellow == most) {
                    sum[0] += x + 0.5;
                    sum[1] += y + 0.5;
                    sum[2]++;
                }
            }
        }
        return new double[] {sum[0] / sum[2], sum[1] / sum[2]};
    }
}
