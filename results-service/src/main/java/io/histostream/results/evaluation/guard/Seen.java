package io.histostream.results.evaluation.guard;

import io.histostream.results.evaluation.reading.VersionColumn;
import io.histostream.results.model.Card;
import io.histostream.results.model.Patients;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The patients that a version had seen before it was asked, as its cards say. Those by whom training was ended or the
 * temperature chosen count as seen. Where a version was packaged more than once, a patient of any package counts.
 *
 * @param patients by number
 * @param unknown why nobody can tell of the others; {@code null} where the cards say it all
 */
record Seen(BitSet patients, String unknown) {

    static final String NO_CARD = "no model card is known for this version";
    static final String NO_LIST = "the model card does not list the patients that it was trained on";

    static Seen of(VersionColumn column, List<String> patients) {
        List<Patients> listed = new ArrayList<>();
        String unknown = column.hasEveryCard() ? null : NO_CARD;
        for (Card card : column.cards()) {
            Optional<Patients> learntFrom = card.learntFrom();
            if (learntFrom.isEmpty() && unknown == null) {
                unknown = NO_LIST;
            }
            learntFrom.ifPresent(listed::add);
            if (isLeaky(card)) {
                card.heldOut().ifPresent(listed::add);
            }
        }
        BitSet seen = new BitSet();
        for (int patient = 0; patient < patients.size(); patient++) {
            String pseudonym = patients.get(patient);
            seen.set(patient, listed.stream().anyMatch(list -> list.contains(pseudonym)));
        }
        return new Seen(seen, unknown);
    }

    /** A split by image says of a patient "held out" of whom other images were trained on. */
    private static boolean isLeaky(Card card) {
        return card.document().path("training").path("leaky").asBoolean();
    }
}
