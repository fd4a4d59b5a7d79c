package io.histostream.results.evaluation.measure;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Curves;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.Metrics;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.guard.Contaminated;
import io.histostream.results.evaluation.guard.Selection;
import io.histostream.results.evaluation.guard.Selector;
import io.histostream.results.evaluation.reading.PredictionTable;
import io.histostream.results.evaluation.statistics.Confusion;
import io.histostream.results.evaluation.statistics.Sample;
import java.time.Instant;
import java.util.List;

/** Draws one row of the table. */
public record CurveRows(PredictionTable table, Contaminated mode, Intervals intervals, Instant evaluatedAt) {

    /** @param magnification {@code null} for all of them together */
    public Curves curves(Candidate candidate, Magnification magnification, Evaluation.Bootstrap bootstrap) {
        Selection selection = Selector.select(table, List.of(candidate), magnification, mode);
        Judged judged = new Judged(table, candidate, selection.images());
        Sample sample = judged.byImage();
        boolean refused = selection.leakGuard().isRefused();
        CurveDrawing drawing = refused ? null : drawing(judged, sample);
        return new Curves(
                table.scope().dataset(),
                candidate.name().model(),
                candidate.name().version(),
                magnification,
                candidate.name().crossValidated(),
                candidate.positiveLabel(),
                evaluatedAt,
                selection.leakGuard(),
                selection.images().length,
                selection.patients(),
                sample.positives(),
                sample.negatives(),
                refused ? null : drawing.roc(),
                refused ? null : drawing.precisionRecall(),
                refused ? null : drawing.reliability(),
                refused ? null : Figures.of(Confusion.of(sample)),
                bootstrap,
                Evaluation.NOTICE);
    }

    private CurveDrawing drawing(Judged judged, Sample sample) {
        String why = judged.speechless();
        return why == null
                ? new CurveDrawing(sample, Figures.of(intervals.metrics(sample)), intervals)
                : new CurveDrawing(
                        new Judged(table, judged.candidate(), new int[0]).byImage(), Metrics.undefined(why), intervals);
    }
}
