package io.histostream.results.evaluation.statistics.paired;

import io.histostream.results.evaluation.statistics.Sample;
import java.util.Arrays;
import org.hipparchus.stat.descriptive.moment.Variance;

/** For each image the share of the other class that it is placed rightly against, ties counting half. */
record Placements(double[] ofPositives, double[] ofNegatives) {

    /** Needs at least one image of each class. */
    static Placements of(Sample sample) {
        double[] all = new double[sample.size()];
        double[] positive = new double[sample.positives()];
        double[] negative = new double[sample.negatives()];
        int positives = 0;
        int negatives = 0;
        for (int row = 0; row < all.length; row++) {
            if (sample.truth(row)) {
                positive[positives++] = sample.score(row);
            } else {
                negative[negatives++] = sample.score(row);
            }
        }
        System.arraycopy(positive, 0, all, 0, positives);
        System.arraycopy(negative, 0, all, positives, negatives);
        double[] together = Midranks.of(all);
        double[] amongPositives = Midranks.of(positive);
        double[] amongNegatives = Midranks.of(negative);
        for (int index = 0; index < positives; index++) {
            positive[index] = (together[index] - amongPositives[index]) / negatives;
        }
        for (int index = 0; index < negatives; index++) {
            negative[index] = 1 - (together[positives + index] - amongNegatives[index]) / positives;
        }
        return new Placements(positive, negative);
    }

    Placements minus(Placements other) {
        return new Placements(minus(ofPositives, other.ofPositives), minus(ofNegatives, other.ofNegatives));
    }

    /** The AUC, or the difference of two. */
    double area() {
        return Arrays.stream(ofPositives).average().orElseThrow();
    }

    /** The area's variance; NaN with fewer than two images of a class. */
    double variance() {
        if (ofPositives.length < 2 || ofNegatives.length < 2) {
            return Double.NaN;
        }
        return new Variance().evaluate(ofPositives) / ofPositives.length
                + new Variance().evaluate(ofNegatives) / ofNegatives.length;
    }

    private static double[] minus(double[] left, double[] right) {
        double[] difference = new double[left.length];
        for (int index = 0; index < left.length; index++) {
            difference[index] = left[index] - right[index];
        }
        return difference;
    }
}
