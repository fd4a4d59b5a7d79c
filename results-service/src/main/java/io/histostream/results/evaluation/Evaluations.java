package io.histostream.results.evaluation;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.evaluation.answer.Answers;
import io.histostream.results.evaluation.answer.DataSetRevision;
import io.histostream.results.evaluation.answer.Tables;
import io.histostream.results.evaluation.api.Curves;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.EvaluationRow;
import io.histostream.results.evaluation.api.Generalisation;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.measure.CurveRows;
import io.histostream.results.evaluation.measure.GapRows;
import io.histostream.results.evaluation.measure.Intervals;
import io.histostream.results.evaluation.measure.TableRows;
import io.histostream.results.evaluation.reading.PredictionTable;
import io.histostream.results.evaluation.reading.Scope;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The study's table, its curves and the gap between two data sets, for the interface and for pages. What the leak guard
 * refused is said in the answer; {@link Contamination} makes a problem of it where one version was asked for.
 */
@Singleton
public class Evaluations {

    private record CurvesOf(EvaluationQuery query) {}

    private final Answers answers;
    private final Tables tables;
    private final DataSetRevision revision;
    private final String positiveLabel;

    public Evaluations(Answers answers, Tables tables, DataSetRevision revision, ResultsConfig config) {
        this.answers = answers;
        this.tables = tables;
        this.revision = revision;
        this.positiveLabel = config.positiveLabel();
    }

    /** Rows by model, version and magnification, all magnifications together last. */
    public Evaluation table(EvaluationQuery query) {
        return answers.get(query, () -> revision.of(query.scope()), () -> computeTable(query));
    }

    /** @param query names one model version; the level is that of images */
    public Curves curves(EvaluationQuery query) {
        return answers.get(new CurvesOf(query), () -> revision.of(query.scope()), () -> computeCurves(query));
    }

    /** Of the models that have predictions on both. */
    public Generalisation generalisation(GeneralisationQuery query) {
        Scope from = Scope.ofDataset(query.from());
        Scope to = Scope.ofDataset(query.to());
        return answers.get(
                query,
                () -> revision.of(from) + " " + revision.of(to),
                () -> computeGeneralisation(query, tables.get(from), tables.get(to)));
    }

    private Evaluation computeTable(EvaluationQuery query) {
        Instant now = Instant.now();
        Tables.Read read = tables.get(query.scope());
        PredictionTable table = read.table();
        TableRows rows = new TableRows(
                table, query.level(), query.contaminated(), new Intervals(query.resamples(), query.seed()));
        List<EvaluationRow> made = new ArrayList<>();
        for (Candidate candidate : matching(read.candidates(), query.model(), query.version())) {
            magnifications(table, query.magnification())
                    .forEach(magnification -> made.add(rows.row(candidate, magnification.orElse(null))));
        }
        List<String> labels =
                made.stream().map(EvaluationRow::positiveLabel).distinct().toList();
        return new Evaluation(
                query.scope().dataset(),
                query.scope().batch(),
                labels.size() == 1 ? labels.get(0) : positiveLabel,
                query.level(),
                now,
                table.allImages(),
                table.labelled(),
                bootstrap(query.resamples(), query.seed()),
                Evaluation.NOTICE,
                made);
    }

    private Curves computeCurves(EvaluationQuery query) {
        Instant now = Instant.now();
        Tables.Read read = tables.get(query.scope());
        Candidate candidate = matching(read.candidates(), query.model(), query.version()).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_FOUND, "There is no prediction of that model version in the data set."));
        return new CurveRows(read.table(), query.contaminated(), new Intervals(query.resamples(), query.seed()), now)
                .curves(candidate, query.magnification(), bootstrap(query.resamples(), query.seed()));
    }

    private Generalisation computeGeneralisation(GeneralisationQuery query, Tables.Read from, Tables.Read to) {
        Instant now = Instant.now();
        GapRows gaps = new GapRows(
                from.table(), to.table(), query.contaminated(), new Intervals(query.resamples(), query.seed()));
        List<Generalisation.Row> rows = new ArrayList<>();
        for (Candidate candidate : matching(from.candidates(), query.model(), query.version())) {
            to.candidates().stream()
                    .filter(other -> other.name().equals(candidate.name()))
                    .forEach(other -> rows.add(gaps.row(candidate, other, query.magnification())));
        }
        return new Generalisation(
                query.from(), query.to(), now, bootstrap(query.resamples(), query.seed()), Evaluation.NOTICE, rows);
    }

    private static List<Candidate> matching(List<Candidate> candidates, String model, String version) {
        return candidates.stream()
                .filter(candidate -> model == null || candidate.name().model().equals(model))
                .filter(candidate ->
                        version == null || candidate.name().version().equals(version))
                .toList();
    }

    /** Those that labelled images have, and last all together; or the one that is wanted. */
    static List<Optional<Magnification>> magnifications(PredictionTable table, Magnification wanted) {
        if (wanted != null) {
            return List.of(Optional.of(wanted));
        }
        List<Optional<Magnification>> all = new ArrayList<>();
        IntStream.of(table.magnificationOf())
                .filter(magnification -> magnification >= 0)
                .distinct()
                .sorted()
                .forEach(magnification ->
                        all.add(Optional.of(table.magnifications().get(magnification))));
        all.add(Optional.empty());
        return all;
    }

    static Evaluation.Bootstrap bootstrap(int resamples, long seed) {
        return new Evaluation.Bootstrap(resamples, seed, "patient", Intervals.CONFIDENCE);
    }
}
