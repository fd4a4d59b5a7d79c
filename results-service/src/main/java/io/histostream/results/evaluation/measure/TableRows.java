package io.histostream.results.evaluation.measure;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Evaluation.Level;
import io.histostream.results.evaluation.api.EvaluationRow;
import io.histostream.results.evaluation.api.Metrics;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.guard.Contaminated;
import io.histostream.results.evaluation.guard.Selection;
import io.histostream.results.evaluation.guard.Selector;
import io.histostream.results.evaluation.reading.PredictionTable;
import io.histostream.results.evaluation.reading.VersionColumn;
import io.histostream.results.evaluation.statistics.Confusion;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.PatientLevel;
import io.histostream.results.evaluation.statistics.Sample;
import io.histostream.results.evaluation.statistics.Temperature;
import io.histostream.results.model.Card;
import java.util.List;

/**
 * Makes the rows of the study's table.
 *
 * @param mode what to do about patients that a model had seen
 */
public record TableRows(PredictionTable table, Level level, Contaminated mode, Intervals intervals) {

    /** @param magnification {@code null} for all of them together */
    public EvaluationRow row(Candidate candidate, Magnification magnification) {
        Selection selection = Selector.select(table, List.of(candidate), magnification, mode);
        Judged judged = new Judged(table, candidate, selection.images());
        Sample images = judged.byImage();
        PatientLevel patients = level == Level.PATIENT ? judged.byPatient() : null;
        Sample counted = patients == null ? images : patients.sample();
        boolean refused = selection.leakGuard().isRefused();
        return new EvaluationRow(
                candidate.name().model(),
                candidate.name().version(),
                digest(candidate),
                magnification,
                candidate.name().crossValidated(),
                candidate.positiveLabel(),
                selection.leakGuard(),
                selection.images().length,
                selection.patients(),
                selection.withoutPatient(),
                patients == null ? null : patients.mixedPatients(),
                counted.positives(),
                counted.negatives(),
                selection.failed(),
                selection.missing(),
                refused ? null : Figures.of(Confusion.of(counted)),
                refused ? null : metrics(judged, images, patients),
                refused ? null : temperature(judged, images),
                candidate.name().crossValidated() && !refused ? FoldRows.of(judged, selection, level) : null);
    }

    private Metrics metrics(Judged judged, Sample images, PatientLevel patients) {
        if (judged.speechless() != null) {
            return Metrics.undefined(judged.speechless());
        }
        if (patients == null) {
            return Figures.of(intervals.metrics(images));
        }
        return Figures.of(Judged.withRecognition(
                intervals.metrics(patients.sample()),
                intervals.metrics(judged.ofPatients().byImage())));
    }

    private static EvaluationRow.Temperature temperature(Judged judged, Sample images) {
        Figure suggested =
                judged.speechless() == null ? Temperature.suggested(images) : Figure.undefined(judged.speechless());
        List<Double> cards = judged.candidate().judges().stream()
                .flatMap(judge -> judge.column().card().stream())
                .map(Card::temperature)
                .distinct()
                .toList();
        return new EvaluationRow.Temperature(suggested, cards.size() == 1 ? cards.get(0) : null);
    }

    private static String digest(Candidate candidate) {
        if (candidate.judges().size() != 1 || candidate.name().crossValidated()) {
            return null;
        }
        VersionColumn column = candidate.judges().get(0).column();
        return column.digests().size() == 1 ? column.digests().get(0) : null;
    }
}
