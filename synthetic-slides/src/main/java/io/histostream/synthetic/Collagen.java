package io.histostream.synthetic;

/** The wavy pink fibres of the stroma and the clefts between them, finer octaves only where a pixel can show them. */
final class Collagen {
    private final Noise bundles;
    private final Noise fibres;
    private final Noise clefts;
    private final double looseness;
    private final double contrast;
    private final double scale;

    Collagen(long seed, View view) {
        this.bundles = new Noise(SplitMix.mix(seed, 41));
        this.fibres = new Noise(SplitMix.mix(seed, 47));
        this.clefts = new Noise(SplitMix.mix(seed, 43));
        SplitMix random = new SplitMix(SplitMix.mix(seed, 48));
        this.looseness = random.between(0, 1);
        this.contrast = random.between(0.7, 1.3);
        this.scale = view.micronsPerPixel();
    }

    /** Eosin at a place along and across the fibres; patches of denser tissue are given, in [-1, 1]. */
    double at(double along, double across, double patches) {
        double wave = across + 3.5 * fibres.at(along / 17, across / 30);
        double density = 0.28 * bundles.at(along / 55, wave / 9);
        if (scale < 2) {
            density += 0.24 * fibres.at(along / 24, wave / 2.9);
        }
        if (scale < 0.8) {
            density += 0.16 * bundles.at(along / 9 + 7, wave / 1.1);
        }
        double pink = Math.max(0, 0.52 + 0.26 * patches + contrast * density);
        double gap = clefts.at(along / 52, wave / 8) + 0.45 * fibres.at(along / 15, wave / 3.2 + 50);
        double threshold = 0.75 - 0.38 * looseness - 0.22 * patches;
        return gap > threshold ? pink * (1 - 0.94 * Noise.step(threshold, threshold + 0.14, gap)) : pink;
    }
}
