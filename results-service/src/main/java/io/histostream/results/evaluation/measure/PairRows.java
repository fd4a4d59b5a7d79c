package io.histostream.results.evaluation.measure;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Comparison.McNemar;
import io.histostream.results.evaluation.api.Comparison.Row;
import io.histostream.results.evaluation.api.Comparison.Wilcoxon;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.guard.Contaminated;
import io.histostream.results.evaluation.guard.Selection;
import io.histostream.results.evaluation.guard.Selector;
import io.histostream.results.evaluation.reading.PredictionTable;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Sample;
import io.histostream.results.evaluation.statistics.paired.DeLong;
import io.histostream.results.evaluation.statistics.paired.Holm;
import java.util.ArrayList;
import java.util.List;

/** Tests two candidates against each other on the images that both predicted and both may be judged on. */
public record PairRows(PredictionTable table, Contaminated mode, Intervals intervals) {

    /** @param magnification {@code null} for all of them together */
    public Row row(Candidate first, Candidate second, Magnification magnification) {
        Selection selection = Selector.select(table, List.of(first, second), magnification, mode);
        if (selection.leakGuard().isRefused()) {
            return row(selection, null, null, null, null);
        }
        Judged one = new Judged(table, first, selection.images());
        Judged other = new Judged(table, second, selection.images());
        String incomparable = incomparable(one, other);
        if (incomparable != null) {
            Figure none = Figure.undefined(incomparable);
            return row(
                    selection,
                    none,
                    new McNemar(0, 0, none),
                    new Comparison.DeLong(none, none, none, none, none),
                    new Wilcoxon(0, none, none));
        }
        Sample ofFirst = one.byImage();
        Sample ofSecond = other.byImage();
        var mcnemar = io.histostream.results.evaluation.statistics.paired.McNemar.of(ofFirst, ofSecond);
        DeLong delong = DeLong.of(ofFirst, ofSecond, Intervals.CONFIDENCE);
        return row(
                selection,
                intervals.accuracyDifference(ofFirst, ofSecond),
                new McNemar((int) mcnemar.onlyFirstRight(), (int) mcnemar.onlySecondRight(), mcnemar.p()),
                new Comparison.DeLong(delong.first(), delong.second(), delong.difference(), delong.z(), delong.p()),
                FoldTest.of(one, other));
    }

    private static Row row(
            Selection selection, Figure difference, McNemar mcnemar, Comparison.DeLong delong, Wilcoxon wilcoxon) {
        return new Row(
                selection.magnification(),
                selection.leakGuard(),
                selection.images().length,
                selection.patients(),
                difference,
                mcnemar,
                delong,
                wilcoxon,
                null);
    }

    private static String incomparable(Judged one, Judged other) {
        if (!one.candidate().positiveLabel().equals(other.candidate().positiveLabel())) {
            return "the models have different positive labels";
        }
        return one.speechless() == null ? other.speechless() : one.speechless();
    }

    /** Holm's correction over all rows, each test for itself; rows that were refused are no tests. */
    public static List<Row> corrected(List<Row> rows) {
        List<Row> tested = rows.stream().filter(row -> row.mcnemar() != null).toList();
        List<Figure> mcnemar =
                Holm.corrected(tested.stream().map(row -> row.mcnemar().p()).toList());
        List<Figure> delong =
                Holm.corrected(tested.stream().map(row -> row.delong().p()).toList());
        List<Row> corrected = new ArrayList<>();
        int test = 0;
        for (Row row : rows) {
            if (row.mcnemar() == null) {
                corrected.add(row);
            } else {
                corrected.add(row.with(new Comparison.Holm(mcnemar.get(test), delong.get(test))));
                test++;
            }
        }
        return corrected;
    }
}
