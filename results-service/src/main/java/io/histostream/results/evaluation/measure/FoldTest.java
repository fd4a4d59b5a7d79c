package io.histostream.results.evaluation.measure;

import io.histostream.results.evaluation.api.Comparison.Wilcoxon;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.guard.Judge;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Metric;
import io.histostream.results.evaluation.statistics.Metrics;
import io.histostream.results.evaluation.statistics.paired.SignedRank;
import java.util.List;
import java.util.stream.IntStream;

/** Wilcoxon's test of two cross-validated models over the folds' accuracies. */
final class FoldTest {

    private FoldTest() {}

    /** @param one and {@code other} on the same images */
    static Wilcoxon of(Judged one, Judged other) {
        String unpaired = unpaired(one, other);
        if (unpaired != null) {
            return new Wilcoxon(0, Figure.undefined(unpaired), Figure.undefined(unpaired));
        }
        int[] folds = one.candidate().judges().stream()
                .mapToInt(Judge::fold)
                .filter(fold -> one.ofFold(fold).images().length > 0)
                .toArray();
        SignedRank test = SignedRank.of(accuracies(one, folds), accuracies(other, folds));
        return new Wilcoxon(test.folds(), test.statistic(), test.p());
    }

    private static double[] accuracies(Judged judged, int[] folds) {
        return IntStream.of(folds)
                .mapToDouble(fold -> Metrics.of(judged.ofFold(fold).byImage())
                        .get(Metric.ACCURACY)
                        .value())
                .toArray();
    }

    private static String unpaired(Judged one, Judged other) {
        Candidate first = one.candidate();
        Candidate second = other.candidate();
        if (!first.name().crossValidated() || !second.name().crossValidated()) {
            return "not both models are cross-validated";
        }
        boolean sameFolds = first.folds() == second.folds()
                && folds(first).equals(folds(second))
                && IntStream.of(one.images())
                        .allMatch(image -> first.fold(one.table(), image) == second.fold(one.table(), image));
        return sameFolds ? null : "the models were cross-validated with different folds";
    }

    private static List<Integer> folds(Candidate candidate) {
        return candidate.judges().stream().map(Judge::fold).toList();
    }
}
