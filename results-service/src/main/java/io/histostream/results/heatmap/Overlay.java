package io.histostream.results.heatmap;

import java.awt.image.BufferedImage;

/** Draws a heat map, over a picture or alone. Plain pixels; no fonts and no graphics devices. */
final class Overlay {

    /** How much of the map's colour there is where it is hottest; where it is cold the picture stays as it is. */
    private static final double STRONGEST = 0.65;

    /** How much is left of what the model was not shown. */
    private static final double UNSEEN = 0.4;

    private static final int BLACK = 0;

    private Overlay() {}

    /** Draws over the picture itself. What lies outside the model's field is darkened. */
    static BufferedImage over(BufferedImage picture, HeatMap map, FieldOfView field) {
        int width = picture.getWidth();
        int[] line = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, line, 0, width);
            double down = field.down(y + 0.5);
            for (int x = 0; x < width; x++) {
                line[x] = blend(line[x], map, field.across(x + 0.5), down);
            }
            picture.setRGB(0, y, width, 1, line, 0, width);
        }
        return picture;
    }

    private static int blend(int pixel, HeatMap map, double across, double down) {
        if (!(across >= 0 && across <= 1 && down >= 0 && down <= 1)) {
            return Inferno.mix(BLACK, pixel, UNSEEN);
        }
        double heat = map.at(across, down);
        return Inferno.mix(pixel, Inferno.of(heat), STRONGEST * heat);
    }

    /** The map's colours, over the model's whole field. */
    static BufferedImage alone(HeatMap map, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                drawn.setRGB(x, y, Inferno.of(map.at((x + 0.5) / width, (y + 0.5) / height)));
            }
        }
        return drawn;
    }
}
