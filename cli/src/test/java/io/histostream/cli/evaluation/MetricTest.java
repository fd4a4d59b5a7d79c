package io.histostream.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
        // 2 found, 1 missed, 1 false alarm: precision 2/3, recall 2/3.
        List<ScoredImage> images =
                List.of(image(true, 0.9), image(true, 0.8), image(true, 0.1), image(false, 0.7), image(false, 0.2));

        assertThat(Metric.F1.of(images)).hasValueCloseTo(2.0 / 3, within(1e-12));
        assertThat(Metric.ACCURACY.of(images)).hasValueCloseTo(0.6, within(1e-12));
    }

    @Test
    void saysNothingWhereThereIsNothingToSay() {
        assertThat(Metric.ACCURACY.of(List.of())).isEmpty();
        assertThat(Metric.F1.of(List.of(image(false, 0.1)))).isEmpty();
        assertThat(Metric.AUC.of(List.of(image(false, 0.1), image(false, 0.9)))).isEmpty();
        assertThat(Metric.AUC.of(List.of(new ScoredImage(true, true, true, null), image(false, 0.9))))
                .isEmpty();
    }

    /** The definition, pair by pair; a few scores only, so that many are equal. */
    @Test
    void aucIsTheShareOfPairsInTheRightOrder() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            List<ScoredImage> images = new ArrayList<>(List.of(image(true, 0.5), image(false, 0.25)));
            for (int i = 0; i < 30; i++) {
                images.add(image(random.nextBoolean(), random.nextInt(8) / 8.0));
            }

            assertThat(Metric.AUC.of(images)).hasValueCloseTo(byPairs(images), within(1e-12));
        }
    }

    private static double byPairs(List<ScoredImage> images) {
        double right = 0;
        int pairs = 0;
        for (ScoredImage positive : images) {
            for (ScoredImage negative : images) {
                if (positive.positive() && !negative.positive()) {
                    pairs++;
                    int order = positive.score().compareTo(negative.score());
                    right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                }
            }
        }
        return right / pairs;
    }

    private static ScoredImage image(boolean positive, double score) {
        boolean predicted = score >= 0.5;
        return new ScoredImage(positive, predicted == positive, predicted, score);
    }
}
