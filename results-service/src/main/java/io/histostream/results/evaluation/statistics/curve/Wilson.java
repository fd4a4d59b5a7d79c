package io.histostream.results.evaluation.statistics.curve;

import io.histostream.results.evaluation.statistics.Figure;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/** Wilson's score interval of a share, which takes images as independent. */
public final class Wilson {

    private Wilson() {}

    public static Figure share(int hits, int trials, double confidence) {
        if (trials == 0) {
            return Figure.undefined("no image");
        }
        double share = (double) hits / trials;
        ConfidenceInterval interval = BinomialProportion.getWilsonScoreInterval(trials, share, confidence);
        // Rounding may leave an end a hair beyond what a share can be.
        return Figure.within(share, Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound()));
    }
}
