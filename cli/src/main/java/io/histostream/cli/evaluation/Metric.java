package io.histostream.cli.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** How well predictions agree with the truth; empty where the images do not say. */
public enum Metric {
    /** The share of images whose predicted label is the truth. */
    ACCURACY("accuracy") {
        @Override
        OptionalDouble of(List<ScoredImage> images) {
            return images.stream().mapToInt(image -> image.right() ? 1 : 0).average();
        }
    },
    /** Of the positive label: the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN). */
    F1("F1") {
        @Override
        OptionalDouble of(List<ScoredImage> images) {
            long both = images.stream()
                    .filter(image -> image.positive() && image.predictedPositive())
                    .count();
            long one = images.stream()
                    .filter(image -> image.positive() != image.predictedPositive())
                    .count();
            return both + one == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * both / (2.0 * both + one));
        }
    },
    /** How often a positive image has a higher score of the positive label than a negative one; a tie counts half. */
    AUC("AUC") {
        @Override
        OptionalDouble of(List<ScoredImage> images) {
            List<ScoredImage> scored = images.stream()
                    .filter(image -> image.score() != null)
                    .sorted(Comparator.comparing(ScoredImage::score))
                    .toList();
            long positives = scored.stream().filter(ScoredImage::positive).count();
            long negatives = scored.size() - positives;
            return positives == 0 || negatives == 0
                    ? OptionalDouble.empty()
                    // Mann and Whitney: the ranks of the positives, less those that they have among themselves.
                    : OptionalDouble.of(
                            (rankSum(scored) - positives * (positives + 1) / 2.0) / ((double) positives * negatives));
        }
    };

    private final String title;

    Metric(String title) {
        this.title = title;
    }

    abstract OptionalDouble of(List<ScoredImage> images);

    /** As it heads a table. */
    public String title() {
        return title;
    }

    /** Of the positives; images of one score share the middle of their ranks, which begin with 1. */
    private static double rankSum(List<ScoredImage> ascending) {
        double sum = 0;
        int from = 0;
        while (from < ascending.size()) {
            int to = from;
            while (to < ascending.size()
                    && ascending.get(to).score().equals(ascending.get(from).score())) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            sum += rank
                    * ascending.subList(from, to).stream()
                            .filter(ScoredImage::positive)
                            .count();
            from = to;
        }
        return sum;
    }
}
