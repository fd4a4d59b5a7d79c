package io.histostream.results.evaluation;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Curves;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.EvaluationRow;
import io.histostream.results.evaluation.api.Generalisation;
import io.histostream.results.evaluation.api.LeakGuard;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ends a request with a problem where it asked for one thing, and that was refused. Among several, the others are answered
 * and the refused row says so itself.
 */
final class Contamination {

    private Contamination() {}

    /** A request that named a model, and so got one version alone; refused at any magnification. */
    static void refuse(EvaluationQuery query, Evaluation evaluation) {
        List<EvaluationRow> rows = evaluation.rows();
        if (query.model() != null
                && rows.stream()
                                .map(row -> row.model() + "@" + row.version())
                                .distinct()
                                .count()
                        == 1) {
            refuse(rows.stream().map(EvaluationRow::leakGuard));
        }
    }

    static void refuse(Curves curves) {
        refuse(Stream.of(curves.leakGuard()));
    }

    static void refuse(Comparison comparison) {
        refuse(comparison.rows().stream().map(Comparison.Row::leakGuard));
    }

    static void refuse(GeneralisationQuery query, Generalisation generalisation) {
        if (query.model() != null && generalisation.rows().size() == 1) {
            refuse(generalisation.rows().stream()
                    .flatMap(row -> Stream.of(row.from().leakGuard(), row.to().leakGuard())));
        }
    }

    // The verdict over most patients tells most.
    private static void refuse(Stream<LeakGuard> verdicts) {
        verdicts.filter(LeakGuard::isRefused)
                .reduce((one, other) -> one.patients() > other.patients() ? one : other)
                .ifPresent(refused -> {
                    throw new ProblemException(ProblemCode.CONTAMINATED, refused.detail());
                });
    }
}
