package io.histostream.results.evaluation.statistics.curve;

import java.util.Arrays;

/** The ROC curve's heights at the places of a band. */
final class RocHeights implements Heights {

    private final double[] heights = new double[Bands.PLACES];
    private final double positives;
    private final double negatives;
    private int place;
    private double lastFalsePositiveRate;
    private double lastTruePositiveRate;

    RocHeights(long positives, long negatives) {
        this.positives = positives;
        this.negatives = negatives;
    }

    @Override
    public void at(double threshold, long truePositives, long falsePositives) {
        double falsePositiveRate = falsePositives / negatives;
        double truePositiveRate = truePositives / positives;
        while (place < heights.length && Bands.at(place) < falsePositiveRate) {
            double slope = (truePositiveRate - lastTruePositiveRate) / (falsePositiveRate - lastFalsePositiveRate);
            heights[place] = lastTruePositiveRate + slope * (Bands.at(place) - lastFalsePositiveRate);
            place++;
        }
        lastFalsePositiveRate = falsePositiveRate;
        lastTruePositiveRate = truePositiveRate;
    }

    @Override
    public double[] finished() {
        boolean defined = positives > 0 && negatives > 0;
        Arrays.fill(heights, defined ? place : 0, heights.length, defined ? lastTruePositiveRate : Double.NaN);
        return heights;
    }
}
