package io.histostream.results.evaluation.statistics;

/** Gathers AUC and average precision in one walk down a {@link Ranking}. */
final class RankSums implements Ranking.Step {

    private long truePositives;
    private long falsePositives;
    private double pairs;
    private double precisionGains;

    @Override
    public void at(double threshold, long truePositivesNow, long falsePositivesNow) {
        long gained = truePositivesNow - truePositives;
        long negatives = falsePositivesNow - falsePositives;
        // A negative image loses to each positive one above it and halves with each beside it.
        pairs += negatives * (truePositives + gained / 2.0);
        if (gained > 0) {
            precisionGains += (double) gained * truePositivesNow / (truePositivesNow + falsePositivesNow);
        }
        truePositives = truePositivesNow;
        falsePositives = falsePositivesNow;
    }

    /** NaN where a class is missing. */
    double auc() {
        return pairs / ((double) truePositives * falsePositives);
    }

    /** NaN where no image is positive. */
    double averagePrecision() {
        return precisionGains / truePositives;
    }
}
