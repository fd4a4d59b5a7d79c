package io.histostream.synthetic;

/**
 * What a tumour type looks like as numbers; lengths are micrometres, levels are thresholds of noise in [-1, 1].
 *
 * @param ducts the ducts of benign tissue, also left over between malignant nests
 * @param nests the sheets and nests of malignant cells
 * @param stromalCells chance of a fibroblast at each of its places
 * @param singleFile chance of a lone tumour cell between the fibres
 * @param mucinLevel above it is mucin; 2 means none
 * @param fatLevel above it is fat
 * @param inflammation level of lymphocytes, 0 to 1
 */
record TissueStyle(
        Ducts ducts,
        Nests nests,
        double stromalCells,
        double singleFile,
        double mucinLevel,
        double fatLevel,
        double inflammation) {

    /**
     * Ducts and acini.
     *
     * @param elongation length over width
     * @param wall height of the epithelium
     * @param hyperplasia how often a wall is thickened, up to a filled duct
     */
    record Ducts(double spacing, double radius, double chance, double elongation, double wall, double hyperplasia) {}

    /**
     * Malignant nests.
     *
     * @param scale their size; 0 means none
     * @param level above it is epithelium
     * @param glandLevel above it a nest opens into a gland
     * @param papillary fronds around white clefts instead of nests
     */
    record Nests(double scale, double level, double glandLevel, boolean papillary) {
        static final Nests NONE = new Nests(0, 2, 2, false);
    }

    static TissueStyle of(Slide slide) {
        SplitMix random = new SplitMix(SplitMix.mix(slide.seed(), 11));
        Ducts ducts = ducts(slide.patient().subtype(), random);
        Nests nests = nests(slide.patient().subtype(), random);
        return new TissueStyle(
                ducts,
                nests,
                stromalCells(slide.patient().subtype()) * random.between(0.75, 1.3),
                slide.patient().subtype() == Subtype.LOBULAR_CARCINOMA ? random.between(0.4, 0.8) : 0,
                slide.patient().subtype() == Subtype.MUCINOUS_CARCINOMA ? random.between(-0.25, 0.1) : 2,
                random.between(0.38, 0.85),
                random.between(0, 1));
    }

    private static Ducts ducts(Subtype subtype, SplitMix random) {
        double hyperplasia = random.between(0, 0.6);
        return switch (subtype) {
            case ADENOSIS -> new Ducts(random.between(58, 80), 21, 0.85, 1.35, 12, hyperplasia);
            case FIBROADENOMA -> new Ducts(random.between(170, 260), 46, 0.8, 3.2, 13, hyperplasia);
            case PHYLLODES_TUMOUR -> new Ducts(random.between(260, 380), 80, 0.8, 3.8, 14, hyperplasia);
            case TUBULAR_ADENOMA -> new Ducts(random.between(48, 60), 21, 0.95, 1.15, 11.5, hyperplasia);
            case DUCTAL_CARCINOMA, LOBULAR_CARCINOMA -> new Ducts(190, 34, random.between(0, 0.5), 1.5, 13, 0.7);
            case MUCINOUS_CARCINOMA, PAPILLARY_CARCINOMA -> new Ducts(240, 34, random.between(0, 0.35), 1.5, 13, 0.7);
        };
    }

    private static Nests nests(Subtype subtype, SplitMix random) {
        return switch (subtype) {
            case ADENOSIS, FIBROADENOMA, PHYLLODES_TUMOUR, TUBULAR_ADENOMA -> Nests.NONE;
            case DUCTAL_CARCINOMA ->
                new Nests(random.between(60, 150), random.between(-0.25, 0.12), random.between(0.3, 0.8), false);
            case LOBULAR_CARCINOMA -> new Nests(random.between(35, 60), random.between(0.3, 0.5), 2, false);
            case MUCINOUS_CARCINOMA ->
                new Nests(random.between(55, 90), random.between(0.02, 0.25), random.between(0.5, 0.9), false);
            case PAPILLARY_CARCINOMA -> new Nests(random.between(70, 120), random.between(-0.1, 0.1), 2, true);
        };
    }

    private static double stromalCells(Subtype subtype) {
        return switch (subtype) {
            case FIBROADENOMA -> 0.55;
            case PHYLLODES_TUMOUR -> 0.75;
            case ADENOSIS, TUBULAR_ADENOMA, MUCINOUS_CARCINOMA -> 0.35;
            case DUCTAL_CARCINOMA, LOBULAR_CARCINOMA, PAPILLARY_CARCINOMA -> 0.45;
        };
    }
}
