package io.histostream.results.evaluation.measure;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Comparison.Disagreement;
import io.histostream.results.evaluation.api.Comparison.Disagreements;
import io.histostream.results.evaluation.api.Comparison.Said;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.guard.Contaminated;
import io.histostream.results.evaluation.guard.Selection;
import io.histostream.results.evaluation.guard.Selector;
import io.histostream.results.evaluation.reading.PredictionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds the images that two candidates call differently, in the order of their ids. */
public record Disagreeing(PredictionTable table, Candidate first, Candidate second) {

    /**
     * @param magnification {@code null} for all of them together
     * @param after the last id of the page before; {@code null} for the first page
     */
    public Disagreements page(Magnification magnification, Contaminated mode, UUID after, int limit) {
        Selection selection = Selector.select(table, List.of(first, second), magnification, mode);
        List<Disagreement> items = new ArrayList<>();
        if (selection.leakGuard().isRefused()) {
            return new Disagreements(items, null);
        }
        for (int image : selection.images()) {
            boolean isNext = after == null || table.images()[image].compareTo(after) > 0;
            if (isNext && !first.predicted(table, image).equals(second.predicted(table, image))) {
                if (items.size() == limit) {
                    return new Disagreements(
                            items, items.get(limit - 1).imageId().toString());
                }
                items.add(disagreement(image));
            }
        }
        return new Disagreements(items, null);
    }

    private Disagreement disagreement(int image) {
        String truth = table.truth(image);
        int magnification = table.magnificationOf()[image];
        int patient = table.patientOf()[image];
        Said one = new Said(first.predicted(table, image), first.score(table, image));
        Said other = new Said(second.predicted(table, image), second.score(table, image));
        String right = one.label().equals(truth) ? "first" : other.label().equals(truth) ? "second" : "neither";
        return new Disagreement(
                table.images()[image],
                truth,
                magnification < 0 ? null : table.magnifications().get(magnification),
                patient < 0 ? null : table.patients().get(patient),
                one,
                other,
                right);
    }
}
