package io.histostream.synthetic;

import java.util.Locale;

/** One generated microscope field; its pixels are rendered anew, and equal, at every call. */
public final class SyntheticImage {
    private final Slide slide;
    private final int magnification;
    private final int sequence;
    private final Cohort cohort;

    SyntheticImage(Slide slide, int magnification, int sequence, Cohort cohort) {
        this.slide = slide;
        this.magnification = magnification;
        this.sequence = sequence;
        this.cohort = cohort;
    }

    public String patientId() {
        return slide.patient().id();
    }

    public String slideId() {
        return slide.id();
    }

    public Subtype subtype() {
        return slide.patient().subtype();
    }

    public Label label() {
        return subtype().label();
    }

    public int magnification() {
        return magnification;
    }

    public int width() {
        return cohort.width();
    }

    public int height() {
        return cohort.height();
    }

    /** Slide, magnification and number, as BreakHis writes them; the label is not in it. */
    public String fileName() {
        return String.format(Locale.ROOT, "SYN-%s-%d-%03d.png", slideId(), magnification, sequence);
    }

    /** Row by row, 0xRRGGBB. */
    public int[] pixels() {
        return new FieldRenderer(slide, magnification, sequence, width(), height()).render();
    }

    /** The pixels as an 8-bit RGB PNG. */
    public byte[] png() {
        return PngWriter.encode(pixels(), width(), height());
    }
}
