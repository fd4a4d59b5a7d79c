package io.histostream.results.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StatisticsPropertiesTest {

    @Property(tries = 200)
    void aucKeepsItsValueWhenScoresAreBentWithoutChangingTheirOrder(
            @ForAll long seed, @ForAll @IntRange(max = 80) int size) {
        Sample sample = sample(seed, size, score -> score);

        Figure bent = Metrics.of(sample(seed, size, score -> score * score * score / 2))
                .get(Metric.AUC);

        assertThat(bent).isEqualTo(Metrics.of(sample).get(Metric.AUC));
    }

    @Property(tries = 200)
    void aucOfTurnedScoresIsTheRest(@ForAll long seed, @ForAll @IntRange(max = 80) int size) {
        Figure auc = Metrics.of(sample(seed, size, score -> score)).get(Metric.AUC);
        Figure turned = Metrics.of(sample(seed, size, score -> 1 - score)).get(Metric.AUC);

        assertThat(turned.isDefined()).isEqualTo(auc.isDefined());
        if (auc.isDefined()) {
            assertThat(turned.value()).isEqualTo(1 - auc.value(), within(1e-12));
        }
    }

    @Property(tries = 40)
    void bootstrapGivesTheSameOnAnyNumberOfThreads(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
        Sample sample = sample(seed, size, score -> score);
        Bootstrap bootstrap = new Bootstrap(64, seed, 0.9);

        assertThat(on(4, sample, bootstrap)).isEqualTo(on(1, sample, bootstrap));
    }

    @Property(tries = 100)
    void intervalLiesAmongTheValuesThatTheMetricCanTake(@ForAll long seed, @ForAll @IntRange(max = 60) int size) {
        new Bootstrap(64, seed, 0.95)
                .metrics(sample(seed, size, score -> score))
                .values()
                .forEach(figure -> {
                    if (figure.low() != null) {
                        assertThat(figure.low()).isBetween(0.0, figure.high());
                        assertThat(figure.high()).isLessThanOrEqualTo(1 + 1e-12);
                    }
                });
    }

    @Property(tries = 100)
    void theOrderOfRowsDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
        Sample sample = sample(seed, size, score -> score);
        Bootstrap bootstrap = new Bootstrap(32, seed, 0.95);

        var turned = bootstrap.metrics(turned(sample));

        bootstrap.metrics(sample).forEach((metric, figure) -> {
            assertThat(turned.get(metric).isDefined()).isEqualTo(figure.isDefined());
            if (figure.low() != null) {
                assertThat(turned.get(metric).low()).isEqualTo(figure.low(), within(1e-12));
            }
        });
    }

    private static Object on(int threads, Sample sample, Bootstrap bootstrap) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> bootstrap.metrics(sample)).join();
        } finally {
            pool.shutdown();
        }
    }

    private static Sample turned(Sample sample) {
        int size = sample.size();
        double[] scores = new double[size];
        boolean[] truths = new boolean[size];
        boolean[] predictions = new boolean[size];
        int[] patients = new int[size];
        for (int row = 0; row < size; row++) {
            int other = size - 1 - row;
            scores[row] = sample.score(other);
            truths[row] = sample.truth(other);
            predictions[row] = sample.predicted(other);
            patients[row] = sample.patient(other);
        }
        return new Sample(scores, truths, predictions, patients);
    }

    private static Sample sample(long seed, int size, DoubleUnaryOperator bent) {
        Random random = new Random(seed);
        double[] scores = new double[size];
        boolean[] truths = new boolean[size];
        boolean[] predictions = new boolean[size];
        int[] patients = new int[size];
        for (int row = 0; row < size; row++) {
            scores[row] = bent.applyAsDouble(random.nextInt(21) / 20.0);
            truths[row] = random.nextBoolean();
            predictions[row] = random.nextBoolean();
            patients[row] = random.nextInt(9);
        }
        return new Sample(scores, truths, predictions, patients);
    }
}
