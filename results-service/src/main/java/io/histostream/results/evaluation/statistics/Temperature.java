package io.histostream.results.evaluation.statistics;

import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Suggests the temperature T by which a model's logit should be divided so that its scores fit the truth best: the one
 * with the least log loss of logit(score) / T (Guo et al. 2017, for two classes). Above 1 the model is overconfident.
 */
public final class Temperature {

    public static final double LEAST = 0.05;
    public static final double GREATEST = 20;
    /** Scores are moved this far from 0 and 1, where the logit is infinite. */
    public static final double MARGIN = 1e-7;

    private static final int MOST_EVALUATIONS = 500;

    private Temperature() {}

    public static Figure suggested(Sample sample) {
        String lacks = sample.lacksClass();
        if (lacks != null) {
            return Figure.undefined(lacks);
        }
        double[] logits = new double[sample.size()];
        for (int row = 0; row < logits.length; row++) {
            double score = Math.min(1 - MARGIN, Math.max(MARGIN, sample.score(row)));
            logits[row] = Math.log(score / (1 - score));
        }
        if (separable(sample, logits)) {
            return Figure.undefined("every score lies on its image's side of one half: the best temperature is nought");
        }
        if (slope(sample, logits, 0) >= 0) {
            return Figure.undefined("the scores point away from the truth: no temperature helps");
        }
        // The loss is convex in 1 / T, so its slope has one root.
        if (slope(sample, logits, 1 / GREATEST) > 0 || slope(sample, logits, 1 / LEAST) < 0) {
            return Figure.undefined("the best temperature lies outside " + LEAST + " to " + (int) GREATEST);
        }
        double inverse = new BrentSolver(1e-15, 1e-15, 1e-16)
                .solve(MOST_EVALUATIONS, x -> slope(sample, logits, x), 1 / GREATEST, 1 / LEAST);
        return Figure.of(1 / inverse);
    }

    private static boolean separable(Sample sample, double[] logits) {
        for (int row = 0; row < logits.length; row++) {
            if (sample.truth(row) ? logits[row] < 0 : logits[row] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Derivative of the mean log loss by the inverse temperature. */
    private static double slope(Sample sample, double[] logits, double inverse) {
        double sum = 0;
        for (int row = 0; row < logits.length; row++) {
            sum += logits[row] * (1 / (1 + Math.exp(-inverse * logits[row])) - (sample.truth(row) ? 1 : 0));
        }
        return sum / logits.length;
    }
}
