package io.histostream.results.evaluation.statistics.curve;

import io.histostream.results.evaluation.statistics.Bootstrap;
import io.histostream.results.evaluation.statistics.Percentiles;
import io.histostream.results.evaluation.statistics.Ranking;
import io.histostream.results.evaluation.statistics.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pointwise bands of the curves by the patients' bootstrap, at 0, 0.01, …, 1 of the horizontal axis. */
public final class Bands {

    static final int PLACES = 101;

    private Bands() {}

    /** Starts a curve's heights for a resample with so many positive and negative images. */
    private interface NewHeights {
        Heights of(long positives, long negatives);
    }

    /** True positive rates over false positive rates, linear between thresholds; the upper one where it rises upright. */
    public static Band roc(Sample sample, Bootstrap bootstrap) {
        String lacks = sample.lacksClass();
        return lacks != null ? Band.none(lacks) : band(sample, bootstrap, RocHeights::new);
    }

    /** Precision at the highest threshold whose recall reaches the place. */
    public static Band precisionRecall(Sample sample, Bootstrap bootstrap) {
        return sample.positives() == 0
                ? Band.none(sample.lacksClass())
                : band(sample, bootstrap, (positives, negatives) -> new PrecisionHeights(positives));
    }

    private static Band band(Sample sample, Bootstrap bootstrap, NewHeights newHeights) {
        if (sample.patients() < 2) {
            return Band.none(Bootstrap.ONE_PATIENT);
        }
        Ranking ranking = new Ranking(sample);
        long[] positives = new long[sample.patients()];
        long[] negatives = new long[sample.patients()];
        for (int row = 0; row < sample.size(); row++) {
            (sample.truth(row) ? positives : negatives)[sample.patient(row)]++;
        }
        double[][] rows = IntStream.range(0, bootstrap.resamples())
                .parallel()
                .mapToObj(resample -> {
                    int[] weights = bootstrap.weights(resample, sample.patients());
                    Heights heights = newHeights.of(weighted(positives, weights), weighted(negatives, weights));
                    ranking.walk(weights, heights);
                    return heights.finished();
                })
                .toArray(double[][]::new);
        return band(rows, bootstrap.confidence());
    }

    private static Band band(double[][] rows, double confidence) {
        List<Band.BandPoint> points = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
            int column = place;
            Percentiles percentiles = Percentiles.of(
                    Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
            if (percentiles.noInterval() != null) {
                return Band.none(percentiles.noInterval());
            }
            points.add(new Band.BandPoint(
                    at(place), percentiles.at((1 - confidence) / 2), percentiles.at((1 + confidence) / 2)));
        }
        return new Band(points, null);
    }

    static double at(int place) {
        return place / (PLACES - 1.0);
    }

    static int[] once(Sample sample) {
        int[] weights = new int[sample.patients()];
        Arrays.fill(weights, 1);
        return weights;
    }

    private static long weighted(long[] counts, int[] weights) {
        long sum = 0;
        for (int patient = 0; patient < counts.length; patient++) {
            sum += counts[patient] * weights[patient];
        }
        return sum;
    }
}
