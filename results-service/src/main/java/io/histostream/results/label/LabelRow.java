package io.histostream.results.label;

import java.util.UUID;

/**
 * One row of a request whose values are well-formed.
 *
 * @param imageId {@code null} where only a name says which image it is
 * @param name {@code null} where the row has none
 * @param className as the lab wrote it; {@code null}, and with it the label, for one that is taken back
 */
record LabelRow(
        long position, UUID imageId, String name, String className, String label, String source, boolean isReview) {

    LabelRow ofImage(UUID id) {
        return new LabelRow(position, id, name, className, label, source, isReview);
    }
}
