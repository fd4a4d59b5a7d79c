package io.histostream.results.evaluation.statistics.curve;

import java.util.Arrays;

/** Precision at the highest threshold whose recall reaches each place of a band. */
final class PrecisionHeights implements Heights {

    private final double[] heights = new double[Bands.PLACES];
    private final double positives;
    private int place;

    PrecisionHeights(long positives) {
        this.positives = positives;
    }

    @Override
    public void at(double threshold, long truePositives, long falsePositives) {
        if (truePositives + falsePositives == 0) {
            return; // no image of a patient drawn lies so high
        }
        double recall = truePositives / positives;
        while (place < heights.length && Bands.at(place) <= recall) {
            heights[place++] = (double) truePositives / (truePositives + falsePositives);
        }
    }

    @Override
    public double[] finished() {
        if (positives == 0) {
            Arrays.fill(heights, Double.NaN);
        }
        return heights;
    }
}
