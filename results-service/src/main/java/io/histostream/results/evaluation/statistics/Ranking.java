package io.histostream.results.evaluation.statistics;

import java.util.Arrays;

/**
 * A sample's images from the highest score to the lowest, sorted once, to be walked as often as weights of patients are
 * drawn. Immutable and safe to share between threads.
 */
public final class Ranking {

    private final double[] scores;
    private final int[] patients;
    private final boolean[] truths;
    private final int[] tieEnds;

    /** Sees the counts of positive and negative images at or above a threshold. */
    @FunctionalInterface
    public interface Step {
        void at(double threshold, long truePositives, long falsePositives);
    }

    public Ranking(Sample sample) {
        double[] distinct =
                Arrays.stream(sample.scoresCopy()).sorted().distinct().toArray();
        int[] ranks = new int[sample.size()];
        tieEnds = new int[distinct.length];
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] = distinct.length - 1 - Arrays.binarySearch(distinct, sample.score(row));
            tieEnds[ranks[row]]++;
        }
        Arrays.parallelPrefix(tieEnds, Integer::sum);
        scores = new double[ranks.length];
        patients = new int[ranks.length];
        truths = new boolean[ranks.length];
        int[] next = new int[distinct.length];
        for (int row = 0; row < ranks.length; row++) {
            int rank = ranks[row];
            int place = (rank == 0 ? 0 : tieEnds[rank - 1]) + next[rank]++;
            scores[place] = sample.score(row);
            patients[place] = sample.patient(row);
            truths[place] = sample.truth(row);
        }
    }

    /** Walks the distinct scores downwards; each image counts as often as its patient was drawn. */
    public void walk(int[] patientWeights, Step step) {
        long truePositives = 0;
        long falsePositives = 0;
        int row = 0;
        for (int end : tieEnds) {
            double threshold = scores[row];
            for (; row < end; row++) {
                int weight = patientWeights[patients[row]];
                if (truths[row]) {
                    truePositives += weight;
                } else {
                    falsePositives += weight;
                }
            }
            step.at(threshold, truePositives, falsePositives);
        }
    }
}
