package io.histostream.results.evaluation.measure;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Generalisation;
import io.histostream.results.evaluation.api.Generalisation.Side;
import io.histostream.results.evaluation.api.Metrics;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.guard.Contaminated;
import io.histostream.results.evaluation.guard.Selection;
import io.histostream.results.evaluation.guard.Selector;
import io.histostream.results.evaluation.reading.PredictionTable;
import java.util.List;

/** Holds what a candidate does on one data set against what it does on another. */
public record GapRows(PredictionTable from, PredictionTable to, Contaminated mode, Intervals intervals) {

    /** @param magnification {@code null} for all of them together */
    public Generalisation.Row row(Candidate onFrom, Candidate onTo, Magnification magnification) {
        Selection here = Selector.select(from, List.of(onFrom), magnification, mode);
        Selection there = Selector.select(to, List.of(onTo), magnification, mode);
        Judged judgedHere = new Judged(from, onFrom, here.images());
        Judged judgedThere = new Judged(to, onTo, there.images());
        boolean refused = here.leakGuard().isRefused() || there.leakGuard().isRefused();
        return new Generalisation.Row(
                onFrom.name().model(),
                onFrom.name().version(),
                magnification,
                onFrom.name().crossValidated(),
                side(here, judgedHere),
                side(there, judgedThere),
                refused ? null : difference(judgedHere, judgedThere));
    }

    private Side side(Selection selection, Judged judged) {
        return new Side(
                selection.leakGuard(),
                selection.images().length,
                selection.patients(),
                selection.leakGuard().isRefused() ? null : metrics(judged));
    }

    private Metrics metrics(Judged judged) {
        return judged.speechless() == null
                ? Figures.of(intervals.metrics(judged.byImage()))
                : Metrics.undefined(judged.speechless());
    }

    private Metrics difference(Judged here, Judged there) {
        String why = here.speechless() == null ? there.speechless() : here.speechless();
        return why == null ? Figures.of(intervals.gap(here.byImage(), there.byImage())) : Metrics.undefined(why);
    }
}
