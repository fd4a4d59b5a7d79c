package io.histostream.results.evaluation;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.evaluation.ComparisonQuery.ModelVersion;
import io.histostream.results.evaluation.answer.Answers;
import io.histostream.results.evaluation.answer.DataSetRevision;
import io.histostream.results.evaluation.answer.Tables;
import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Comparisons;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.guard.Candidates;
import io.histostream.results.evaluation.measure.Disagreeing;
import io.histostream.results.evaluation.measure.Intervals;
import io.histostream.results.evaluation.measure.PairRows;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Paired tests between models, for the interface and for pages. */
@Singleton
public class ModelComparisons {

    private static final String FAMILY_OF_PAIRS =
            "Holm's correction is over all pairs listed here, McNemar's and DeLong's test each for itself.";
    private static final String FAMILY_OF_MAGNIFICATIONS =
            "Holm's correction is over the rows of this pair, McNemar's and DeLong's test each for itself.";

    private record DisagreementsOf(ComparisonQuery query, UUID after, int limit) {}

    private final Answers answers;
    private final Tables tables;
    private final DataSetRevision revision;
    private final int maxContestants;

    public ModelComparisons(Answers answers, Tables tables, DataSetRevision revision, ResultsConfig config) {
        this.answers = answers;
        this.tables = tables;
        this.revision = revision;
        this.maxContestants = config.evaluation().maxContestants();
    }

    /** Every pair at one magnification, or at all of them together. The folds of a cross-validation stand together. */
    public Comparisons pairs(ComparisonQuery query) {
        return answers.get(query, () -> revision.of(query.scope()), () -> computePairs(query));
    }

    /**
     * One pair, magnification by magnification.
     *
     * @param after the last image of the page of disagreements before; {@code null} for the first page
     * @param limit the most disagreements of the answer
     */
    public Comparison pair(ComparisonQuery query, UUID after, int limit) {
        Comparison tests = answers.get(query, () -> revision.of(query.scope()), () -> computePair(query));
        Comparison.Disagreements disagreements = answers.get(
                new DisagreementsOf(query, after, limit),
                () -> revision.of(query.scope()),
                () -> computeDisagreements(query, after, limit));
        return tests.with(disagreements);
    }

    private Comparisons computePairs(ComparisonQuery query) {
        Instant now = Instant.now();
        Tables.Read read = tables.get(query.scope());
        List<Candidate> contestants = Candidates.contestants(read.candidates());
        if (contestants.size() > maxContestants) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST,
                    contestants.size() + " models are too many to compare all pairs; name a first and a second.");
        }
        PairRows tests = tests(read, query);
        List<Comparison> pairs = new ArrayList<>();
        for (int one = 0; one < contestants.size(); one++) {
            for (int other = one + 1; other < contestants.size(); other++) {
                Candidate first = contestants.get(one);
                Candidate second = contestants.get(other);
                Comparison.Row row = tests.row(first, second, query.magnification());
                pairs.add(comparison(query, first, second, now, List.of(row), FAMILY_OF_PAIRS));
            }
        }
        List<Comparison.Row> corrected = PairRows.corrected(
                pairs.stream().map(pair -> pair.rows().get(0)).toList());
        for (int pair = 0; pair < pairs.size(); pair++) {
            pairs.set(pair, pairs.get(pair).with(List.of(corrected.get(pair))));
        }
        return new Comparisons(
                query.scope().dataset(),
                query.scope().batch(),
                query.magnification(),
                now,
                FAMILY_OF_PAIRS,
                contestants.stream().map(Candidate::name).toList(),
                pairs,
                Evaluation.NOTICE);
    }

    private Comparison computePair(ComparisonQuery query) {
        Instant now = Instant.now();
        Tables.Read read = tables.get(query.scope());
        Candidate first = named(read, query.first());
        Candidate second = named(read, query.second());
        PairRows tests = tests(read, query);
        List<Comparison.Row> rows = Evaluations.magnifications(read.table(), query.magnification()).stream()
                .map(magnification -> tests.row(first, second, magnification.orElse(null)))
                .toList();
        return comparison(query, first, second, now, PairRows.corrected(rows), FAMILY_OF_MAGNIFICATIONS);
    }

    private Comparison.Disagreements computeDisagreements(ComparisonQuery query, UUID after, int limit) {
        Tables.Read read = tables.get(query.scope());
        return new Disagreeing(read.table(), named(read, query.first()), named(read, query.second()))
                .page(query.magnification(), query.contaminated(), after, limit);
    }

    private static PairRows tests(Tables.Read read, ComparisonQuery query) {
        return new PairRows(read.table(), query.contaminated(), new Intervals(query.resamples(), query.seed()));
    }

    private static Comparison comparison(
            ComparisonQuery query,
            Candidate first,
            Candidate second,
            Instant now,
            List<Comparison.Row> rows,
            String family) {
        return new Comparison(
                query.scope().dataset(),
                query.scope().batch(),
                first.name(),
                second.name(),
                first.positiveLabel(),
                now,
                Evaluations.bootstrap(query.resamples(), query.seed()),
                family,
                rows,
                null,
                Evaluation.NOTICE);
    }

    private static Candidate named(Tables.Read read, ModelVersion name) {
        return read.candidates().stream()
                .filter(candidate -> candidate.name().model().equals(name.model())
                        && candidate.name().version().equals(name.version()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_FOUND, "There is no prediction of one of the two in the data set."));
    }
}
