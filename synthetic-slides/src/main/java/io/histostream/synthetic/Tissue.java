package io.histostream.synthetic;

/** The whole tissue of a slide as a function of the place, in micrometres: magnification only changes the window. */
final class Tissue {
    private static final double FAR = -1e3;

    private final TissueStyle style;
    private final long seed;
    private final double cosine;
    private final double sine;
    private final double irregularity;
    private final Noise bend;
    private final Noise bendAcross;
    private final Noise lobules;
    private final Noise nestShape;
    private final Noise glandShape;
    private final Noise fatShape;
    private final Noise mucinShape;
    private final Noise patches;

    Tissue(Slide slide, TissueStyle style) {
        this.style = style;
        this.seed = slide.seed();
        double angle = new SplitMix(SplitMix.mix(seed, 21)).between(0, StrictMath.PI);
        this.cosine = StrictMath.cos(angle);
        this.sine = StrictMath.sin(angle);
        this.irregularity = 0.6 + slide.atypia();
        this.bend = noise(22);
        this.bendAcross = noise(23);
        this.lobules = noise(24);
        this.nestShape = noise(25);
        this.glandShape = noise(26);
        this.fatShape = noise(27);
        this.mucinShape = noise(28);
        this.patches = noise(29);
    }

    private Noise noise(int number) {
        return new Noise(SplitMix.mix(seed, number));
    }

    void sample(double x, double y, Site site) {
        double bentX = x + 38 * bend.at(x / 210, y / 210) + 9 * irregularity * bend.at(x / 37, y / 37);
        double bentY = y + 38 * bendAcross.at(x / 210, y / 210) + 9 * irregularity * bendAcross.at(x / 37, y / 37);
        site.along = bentX * cosine + bentY * sine;
        site.across = bentY * cosine - bentX * sine + 70 * bendAcross.at(x / 420 + 9, y / 420);
        site.epithelium = FAR;
        site.lumen = FAR;
        site.fat = 140 * (fatShape.octaves(x / 520, y / 520) - style.fatLevel());
        site.mucin = FAR;
        site.density = patches.octaves(x / 190, y / 190);
        sampleDucts(bentX, bentY, site);
        if (style.nests().scale() > 0) {
            sampleNests(bentX, bentY, site);
        }
        site.fat = Math.min(site.fat, -site.epithelium - 14);
    }

    private void sampleDucts(double x, double y, Site site) {
        double spacing = style.ducts().spacing();
        int column = Noise.floor(x / spacing);
        int row = Noise.floor(y / spacing);
        for (int i = column - 1; i <= column + 1; i++) {
            for (int j = row - 1; j <= row + 1; j++) {
                sampleDuct(i, j, x, y, site);
            }
        }
    }

    private void sampleDuct(int column, int row, double x, double y, Site site) {
        TissueStyle.Ducts ducts = style.ducts();
        long hash = SplitMix.mix(seed, 31, column, row);
        double centreX = (column + 0.5 + 0.55 * (unit(hash, 1) - 0.5)) * ducts.spacing();
        double centreY = (row + 0.5 + 0.55 * (unit(hash, 2) - 0.5)) * ducts.spacing();
        double crowd = Noise.step(-0.75, 0.1, lobules.at(centreX / 330, centreY / 330));
        if (unit(hash, 0) > ducts.chance() * crowd) {
            return;
        }
        double radius = ducts.radius() * (0.65 + 0.6 * unit(hash, 3));
        double stretch = 1 + (ducts.elongation() - 1) * unit(hash, 4);
        double turnX = 2 * unit(hash, 5) - 1;
        double turnY = 2 * unit(hash >>> 7, 5) - 1;
        double length = Math.sqrt(turnX * turnX + turnY * turnY) + 1e-9;
        double u = ((x - centreX) * turnX + (y - centreY) * turnY) / length;
        double v = ((y - centreY) * turnX - (x - centreX) * turnY) / length;
        double minor = radius / Math.sqrt(stretch);
        double major = radius * Math.sqrt(stretch);
        double depth = (1 - Math.sqrt(u * u / (major * major) + v * v / (minor * minor))) * minor;
        site.epithelium = Math.max(site.epithelium, depth);
        double thickening = unit(hash >>> 9, 1) < ducts.hyperplasia() ? 1 + 2.2 * unit(hash >>> 9, 2) : 1;
        site.lumen = Math.max(site.lumen, depth - ducts.wall() * thickening);
    }

    /** One of eight uniforms in [0, 1) of a hash. */
    private static double unit(long hash, int number) {
        return (hash >>> 7 * number & 0xFF) / 256.0;
    }

    private void sampleNests(double x, double y, Site site) {
        TissueStyle.Nests nests = style.nests();
        double scale = nests.scale();
        double shape = nestShape.octaves(x / scale, y / scale);
        double depth =
                nests.papillary() ? scale * 0.55 * (Math.abs(shape) - 0.09) : scale * 0.8 * (shape - nests.level());
        if (style.mucinLevel() < 2) {
            site.mucin = 150 * (mucinShape.octaves(x / 260, y / 260) - style.mucinLevel());
            depth = Math.min(depth, site.mucin + 12);
        }
        double opening = nests.papillary()
                ? scale * 0.55 * (Math.abs(shape) - 0.4 - nests.level())
                : Math.min(depth - 9, 45 * (glandShape.octaves(x / 55, y / 55) - nests.glandLevel()));
        if (nests.papillary()) {
            opening = Math.min(opening, 200 * (0.45 - glandShape.at(x / 300, y / 300)));
        }
        site.epithelium = Math.max(site.epithelium, depth);
        site.lumen = Math.max(site.lumen, opening);
    }
}
