package io.histostream.results.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Metric;
import io.histostream.results.evaluation.statistics.Sample;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theShortWayToTheAccuracysDifferenceEqualsTheLongOne(long seed) {
        Random random = new Random(seed);
        int images = 40;
        boolean[] truths = new boolean[images];
        int[] patients = new int[images];
        for (int i = 0; i < images; i++) {
            truths[i] = random.nextBoolean();
            patients[i] = random.nextInt(9);
        }
        Sample first = sample(random, truths, patients);
        Sample second = sample(random, truths, patients);
        Intervals intervals = new Intervals(300, seed);

        Figure difference = intervals.accuracyDifference(first, second);

        assertThat(difference)
                .isEqualTo(intervals.bootstrap().pairedDifference(first, second).get(Metric.ACCURACY));
    }

    private static Sample sample(Random random, boolean[] truths, int[] patients) {
        double[] scores = random.doubles(truths.length).toArray();
        boolean[] predictions = new boolean[truths.length];
        for (int i = 0; i < truths.length; i++) {
            predictions[i] = scores[i] >= 0.5;
        }
        return new Sample(scores, truths, predictions, patients);
    }
}
