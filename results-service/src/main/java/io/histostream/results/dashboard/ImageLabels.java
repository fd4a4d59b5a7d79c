package io.histostream.results.dashboard;

import io.histostream.results.label.ClassMapping;
import io.histostream.results.label.Label;
import java.util.List;

/**
 * What people said of an image.
 *
 * @param now {@code null} where nobody says anything
 * @param history every change, the latest first
 * @param reviewer who looks at the page; {@code null} where it is not said
 */
record ImageLabels(Label now, List<Label> history, String reviewer) {

    /** What a reviewer can call the image. */
    public List<String> classes() {
        return ClassMapping.shipped().known();
    }
}
