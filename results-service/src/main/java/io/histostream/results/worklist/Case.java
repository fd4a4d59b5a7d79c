package io.histostream.results.worklist;

import io.histostream.contracts.Magnification;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * An image and why it needs a human, as it was when the worklist was made.
 *
 * @param opinions one per model, by its name
 */
record Case(
        UUID imageId,
        String dataset,
        String patientId,
        String slideId,
        Magnification magnification,
        Need need,
        List<Opinion> opinions) {

    /** The neediest first; those that need as much keep one order. */
    static final Comparator<Case> BY_NEED =
            Comparator.comparingDouble((Case image) -> -image.need().value()).thenComparing(Case::imageId);

    boolean passes(WorklistFilter filter) {
        return (filter.model() == null
                        || opinions.stream().anyMatch(opinion -> opinion.model().equals(filter.model())))
                && (filter.magnification() == null || filter.magnification().equals(magnification))
                && (filter.reason() == null || need.reasons().contains(filter.reason()));
    }
}
