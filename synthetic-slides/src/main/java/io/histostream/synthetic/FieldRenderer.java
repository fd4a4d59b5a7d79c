package io.histostream.synthetic;

/** Renders one field: finds a place worth photographing, paints the dyes, and develops them to pixels. */
final class FieldRenderer {
    private static final int PLACES_LOOKED_AT = 5;
    private static final double SLIDE_WIDTH = 14_000;
    private static final double SLIDE_HEIGHT = 9_000;

    private final Slide slide;
    private final TissueStyle style;
    private final Tissue tissue;
    private final View view;
    private final long fieldSeed;

    FieldRenderer(Slide slide, int magnification, int sequence, int width, int height) {
        this.slide = slide;
        this.style = TissueStyle.of(slide);
        this.tissue = new Tissue(slide, style);
        this.fieldSeed = SplitMix.mix(slide.seed(), 5, magnification, sequence);
        this.view = chooseView(View.micronsPerPixel(magnification), width, height);
    }

    int[] render() {
        return new Development(slide.stain(), fieldSeed).develop(dyes());
    }

    /** The field before it is photographed. */
    DyePlane dyes() {
        TissueMap map = new TissueMap(tissue, view);
        DyePlane dyes = new DyePlane(view.width(), view.height());
        new MatrixPainter(slide, view, map).paint(dyes);
        NucleusPainter nuclei = new NucleusPainter(slide.seed(), view, dyes);
        new CellPopulation(slide, style, view, map, nuclei).paint();
        return dyes;
    }

    /** Of a few random places, the one with about half its area epithelium, as a pathologist would choose. */
    private View chooseView(double micronsPerPixel, int width, int height) {
        SplitMix random = new SplitMix(fieldSeed);
        View best = null;
        double bestMiss = Double.MAX_VALUE;
        for (int i = 0; i < PLACES_LOOKED_AT; i++) {
            View candidate = new View(
                    random.between(0, SLIDE_WIDTH), random.between(0, SLIDE_HEIGHT), micronsPerPixel, width, height);
            double miss = Math.abs(0.55 - epithelium(candidate)) + 0.1 * random.next();
            if (miss < bestMiss) {
                bestMiss = miss;
                best = candidate;
            }
        }
        return best;
    }

    private double epithelium(View candidate) {
        Site site = new Site();
        int hits = 0;
        for (int j = 0; j < 8; j++) {
            for (int i = 0; i < 12; i++) {
                tissue.sample(
                        candidate.x((i + 0.5) * candidate.width() / 12),
                        candidate.y((j + 0.5) * candidate.height() / 8),
                        site);
                hits += site.epithelium > 0 && site.lumen < 0 ? 1 : 0;
            }
        }
        return hits / 96.0;
    }
}
