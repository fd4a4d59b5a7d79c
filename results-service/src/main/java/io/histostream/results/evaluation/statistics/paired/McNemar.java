package io.histostream.results.evaluation.statistics.paired;

import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Sample;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * McNemar's exact test, two-sided: whether two models are right equally often on the same images.
 *
 * @param p 1 where no image divides the models, as statsmodels has it; undefined where there is no image
 */
public record McNemar(long onlyFirstRight, long onlySecondRight, Figure p) {

    public static McNemar of(Sample first, Sample second) {
        Sample.requireSameImages(first, second);
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int row = 0; row < first.size(); row++) {
            onlyFirst += first.right(row) && !second.right(row) ? 1 : 0;
            onlySecond += second.right(row) && !first.right(row) ? 1 : 0;
        }
        Figure p = first.size() == 0 ? Figure.undefined("no image") : Figure.of(p(onlyFirst, onlySecond));
        return new McNemar(onlyFirst, onlySecond, p);
    }

    static double p(int onlyFirst, int onlySecond) {
        int fewer = Math.min(onlyFirst, onlySecond);
        double tail = new BinomialDistribution(Math.addExact(onlyFirst, onlySecond), 0.5).cumulativeProbability(fewer);
        return Math.min(1, 2 * tail);
    }
}
