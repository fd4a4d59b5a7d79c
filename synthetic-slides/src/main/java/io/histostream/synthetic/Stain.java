package io.histostream.synthetic;

/**
 * How a laboratory stains and photographs: optical density per unit of each dye in red, green and blue, their strengths,
 * the light's colour, the focus and the sensor. It varies by patient and slide whatever the label.
 *
 * @param blur radius of the defocus in pixels
 * @param grain standard deviation of the sensor's noise in grey levels
 */
record Stain(double[] haematoxylin, double[] eosin, double[] light, double blur, double grain, double vignette) {

    static Stain of(SplitMix random) {
        double hue = random.bell();
        double purple = random.bell();
        double warmth = random.bell();
        double nuclear = clamp(1 + 0.19 * random.bell(), 0.65, 1.45);
        double pink = clamp(1 + 0.29 * random.bell(), 0.5, 1.7);
        double[] haematoxylin = {
            nuclear * (0.98 + 0.10 * hue), nuclear * (1.22 - 0.03 * hue), nuclear * (0.60 + 0.06 * purple)
        };
        double[] eosin = {pink * (0.16 + 0.05 * purple), pink * (0.74 + 0.03 * hue), pink * (0.40 - 0.07 * warmth)};
        double[] light = {
            clamp(248 + 3 * warmth, 232, 255),
            clamp(243 + 4 * random.bell(), 228, 255),
            clamp(243 - 5 * warmth, 224, 255)
        };
        return new Stain(
                haematoxylin,
                eosin,
                light,
                random.between(0.5, 1.1),
                random.between(0.5, 1.4),
                random.between(0.0, 0.13));
    }

    Stain varied(SplitMix random) {
        double nuclear = clamp(1 + 0.08 * random.bell(), 0.75, 1.3);
        double pink = clamp(1 + 0.10 * random.bell(), 0.7, 1.35);
        return new Stain(
                scaled(haematoxylin, nuclear),
                scaled(eosin, pink),
                light,
                clamp(blur + 0.15 * random.bell(), 0.4, 1.4),
                grain,
                vignette);
    }

    private static double[] scaled(double[] density, double factor) {
        return new double[] {density[0] * factor, density[1] * factor, density[2] * factor};
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
