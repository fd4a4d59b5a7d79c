package io.histostream.results.evaluation.measure;

import io.histostream.results.evaluation.statistics.Bootstrap;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Metric;
import io.histostream.results.evaluation.statistics.Metrics;
import io.histostream.results.evaluation.statistics.Percentiles;
import io.histostream.results.evaluation.statistics.Sample;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The patients' bootstrap, as a request wants it.
 *
 * @param resamples 0 for no intervals
 */
public record Intervals(int resamples, long seed) {

    public static final double CONFIDENCE = 0.95;

    static final String NOT_ASKED_FOR = "no resamples were asked for";

    Bootstrap bootstrap() {
        return new Bootstrap(resamples, seed, CONFIDENCE);
    }

    Map<Metric, Figure> metrics(Sample sample) {
        return resamples == 0 ? bare(Metrics.of(sample)) : bootstrap().metrics(sample);
    }

    /** What {@code to} has more than {@code from}. */
    Map<Metric, Figure> gap(Sample from, Sample to) {
        return resamples == 0
                ? bare(new Bootstrap(1, seed, CONFIDENCE).gap(from, to))
                : bootstrap().gap(from, to);
    }

    /**
     * The first's accuracy less the second's, on the same images. Equal to what {@link Bootstrap#pairedDifference} says of
     * the accuracy, without the other metrics, which cost a walk over all images for each resample.
     */
    Figure accuracyDifference(Sample first, Sample second) {
        if (first.size() == 0) {
            return Figure.undefined("no image");
        }
        int[] images = new int[first.patients()];
        int[] rightFirst = new int[first.patients()];
        int[] rightSecond = new int[first.patients()];
        for (int row = 0; row < first.size(); row++) {
            int patient = first.patient(row);
            images[patient]++;
            rightFirst[patient] += first.right(row) ? 1 : 0;
            rightSecond[patient] += second.right(row) ? 1 : 0;
        }
        int[] once = new int[images.length];
        Arrays.fill(once, 1);
        double value = difference(images, rightFirst, rightSecond, once);
        if (resamples == 0) {
            return Figure.withoutInterval(value, NOT_ASKED_FOR);
        }
        if (images.length < 2) {
            return Figure.withoutInterval(value, Bootstrap.ONE_PATIENT);
        }
        Bootstrap bootstrap = bootstrap();
        double[] drawn = IntStream.range(0, resamples)
                .mapToDouble(resample ->
                        difference(images, rightFirst, rightSecond, bootstrap.weights(resample, images.length)))
                .toArray();
        return Percentiles.of(drawn).around(value, CONFIDENCE);
    }

    private static double difference(int[] images, int[] rightFirst, int[] rightSecond, int[] weights) {
        long all = 0;
        long first = 0;
        long second = 0;
        for (int patient = 0; patient < weights.length; patient++) {
            all += (long) weights[patient] * images[patient];
            first += (long) weights[patient] * rightFirst[patient];
            second += (long) weights[patient] * rightSecond[patient];
        }
        return (double) first / all - (double) second / all;
    }

    private static Map<Metric, Figure> bare(Map<Metric, Figure> figures) {
        Map<Metric, Figure> bare = new EnumMap<>(figures);
        bare.replaceAll((metric, figure) ->
                figure.isDefined() ? Figure.withoutInterval(figure.value(), NOT_ASKED_FOR) : figure);
        return bare;
    }
}
