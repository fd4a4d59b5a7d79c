package io.histostream.results.evaluation.statistics.paired;

import io.histostream.results.evaluation.statistics.Figure;
import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Wilcoxon's signed-rank test over folds, two-sided, as {@code scipy.stats.wilcoxon} does it by default: a fold without
 * a difference is left out ({@code zero_method="wilcox"}), no continuity correction. p is exact up to 50 folds without
 * ties and zeros, and up to 13 folds with them; otherwise by the normal distribution, corrected for ties.
 *
 * @param folds how many pairs there were, those without a difference included
 * @param statistic the lesser of the two sums of ranks
 */
public record SignedRank(int folds, Figure statistic, Figure p) {

    private static final int EXACT_FOLDS = 50;
    private static final int EXACT_FOLDS_WITH_TIES = 13;

    public static SignedRank of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("A paired test needs as many values of the first as of the second");
        }
        double[] differences = new double[first.length];
        for (int fold = 0; fold < first.length; fold++) {
            differences[fold] = first[fold] - second[fold];
        }
        return of(differences);
    }

    static SignedRank of(double[] differences) {
        int folds = differences.length;
        if (folds == 0) {
            Figure none = Figure.undefined("no fold");
            return new SignedRank(0, none, none);
        }
        double[] unequal =
                Arrays.stream(differences).filter(value -> value != 0).toArray();
        double[] ranks = Midranks.of(Arrays.stream(unequal).map(Math::abs).toArray());
        double plus = 0;
        for (int index = 0; index < ranks.length; index++) {
            plus += unequal[index] > 0 ? ranks[index] : 0;
        }
        double total = ranks.length * (ranks.length + 1) / 2.0;
        Figure statistic = Figure.of(Math.min(plus, total - plus));
        boolean plain = unequal.length == folds && ties(ranks) == 0;
        if (folds <= (plain ? EXACT_FOLDS : EXACT_FOLDS_WITH_TIES)) {
            return new SignedRank(folds, statistic, Figure.of(exact(ranks, statistic.value())));
        }
        if (unequal.length == 0) {
            return new SignedRank(folds, statistic, Figure.undefined("no fold differs"));
        }
        return new SignedRank(folds, statistic, Figure.of(approximate(ranks, statistic.value())));
    }

    /** Twice the share of the sign patterns whose sum of ranks is at most the statistic; ranks may be halves. */
    private static double exact(double[] ranks, double statistic) {
        int most = (int) Math.round(Arrays.stream(ranks).sum() * 2);
        double[] shares = new double[most + 1];
        shares[0] = 1;
        int reached = 0;
        for (double rank : ranks) {
            int doubled = (int) Math.round(rank * 2);
            reached += doubled;
            for (int sum = reached; sum >= 0; sum--) {
                shares[sum] = (shares[sum] + (sum >= doubled ? shares[sum - doubled] : 0)) / 2;
            }
        }
        double tail =
                Arrays.stream(shares, 0, (int) Math.round(statistic * 2) + 1).sum();
        return Math.min(1, 2 * tail);
    }

    private static double approximate(double[] ranks, double statistic) {
        double n = ranks.length;
        double variance = (n * (n + 1) * (2 * n + 1) - ties(ranks) / 2) / 24;
        double z = (statistic - n * (n + 1) / 4) / Math.sqrt(variance);
        return Math.min(1, 2 * new NormalDistribution().cumulativeProbability(z));
    }

    /** Sum over groups of t equal ranks of t³ - t. */
    private static double ties(double[] ranks) {
        double[] sorted = Arrays.stream(ranks).sorted().toArray();
        double sum = 0;
        int start = 0;
        for (int end = 1; end <= sorted.length; end++) {
            if (end == sorted.length || sorted[end] != sorted[start]) {
                double size = end - start;
                sum += size * size * size - size;
                start = end;
            }
        }
        return sum;
    }
}
