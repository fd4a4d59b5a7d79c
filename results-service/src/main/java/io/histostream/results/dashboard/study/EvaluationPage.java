package io.histostream.results.dashboard.study;

import io.histostream.results.evaluation.api.Curves;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.Generalisation;
import io.histostream.results.evaluation.api.Metric;
import java.util.List;

/**
 * The page of the evaluation.
 *
 * @param evaluation {@code null} while there is no data set
 * @param table {@code null} together with the evaluation
 * @param curves of the chosen model; {@code null} where there is none
 * @param generalisation to the other data set that was chosen; {@code null} where none was
 */
record EvaluationPage(
        List<String> datasets,
        EvaluationChoice choice,
        Evaluation evaluation,
        StudyTable table,
        Curves curves,
        Generalisation generalisation) {

    public List<Metric> metrics() {
        return List.of(Metric.values());
    }

    public List<Handling> handlings() {
        return List.of(Handling.values());
    }

    /** The data sets that the chosen one can be compared with. */
    public List<String> others() {
        return datasets.stream().filter(name -> !name.equals(choice.dataset())).toList();
    }

    public long percentConfidence() {
        return Math.round(100 * evaluation.bootstrap().confidence());
    }

    /** Whether any row is not simply to be believed. */
    public boolean hasDoubt() {
        return evaluation.rows().stream().anyMatch(row -> !Words.isPlain(row.leakGuard()));
    }

    /** Stands on the table's chart where a figure in it is contaminated; otherwise empty. */
    public String tableMark() {
        boolean contaminated =
                evaluation.rows().stream().anyMatch(row -> row.leakGuard().isContaminated());
        return contaminated ? "contaminated" : "";
    }

    /** Stands on every curve where they are contaminated; otherwise empty. */
    public String guardWord() {
        return curves.leakGuard().isContaminated() ? "contaminated" : "";
    }
}
