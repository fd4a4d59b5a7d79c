package io.histostream.results.evaluation.statistics;

import java.util.List;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;

/** A metric's mean over folds and its sample standard deviation (n - 1). */
public record FoldSpread(Figure mean, Figure standardDeviation) {

    /** Both are undefined where the metric is undefined in a fold: a mean over other folds would be another figure. */
    public static FoldSpread of(List<Figure> folds) {
        long undefined = folds.stream().filter(fold -> !fold.isDefined()).count();
        if (folds.isEmpty() || undefined > 0) {
            Figure why = Figure.undefined(
                    folds.isEmpty() ? "no fold" : "undefined in " + undefined + " of " + folds.size() + " folds");
            return new FoldSpread(why, why);
        }
        double[] values = folds.stream().mapToDouble(Figure::value).toArray();
        return new FoldSpread(
                Figure.of(new Mean().evaluate(values)),
                values.length < 2
                        ? Figure.undefined("fewer than two folds")
                        : Figure.of(new StandardDeviation().evaluate(values)));
    }
}
