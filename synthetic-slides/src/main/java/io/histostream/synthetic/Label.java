package io.histostream.synthetic;

import java.util.Locale;

/** The ground truth of a generated image. */
public enum Label {
    BENIGN,
    MALIGNANT;

    /** The label as model cards write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
