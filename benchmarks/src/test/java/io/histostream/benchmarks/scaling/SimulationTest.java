package io.histostream.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.benchmarks.scaling.ScalingRule.Settings;
import io.histostream.benchmarks.scaling.Workers.Speed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

    private static final Speed SPEED = new Speed(10, 30, 0);

    @ParameterizedTest
    @EnumSource
    void everyJobOfTheDayEnds(Arrivals pattern) {
        int[] arrivals = pattern.of(123_456, 7);

        Simulation.Outcome outcome = Simulation.run(arrivals, SPEED, new Settings(600, 0, 12, 300));

        assertThat(IntStream.of(arrivals).sum()).isEqualTo(123_456);
        assertThat(outcome.jobs()).isEqualTo(123_456);
        assertThat(outcome.medianWait()).isLessThanOrEqualTo(outcome.p99Wait());
        assertThat(outcome.p99Wait()).isLessThanOrEqualTo(outcome.longestWait());
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedIsTheSameDay(Arrivals pattern) {
        assertThat(pattern.of(20_000, 7)).isEqualTo(pattern.of(20_000, 7));
    }

    @Test
    void aBurstIsWorkedOffAsFastAsOneWorkerCan() {
        int[] arrivals = new int[Arrivals.DAY];
        arrivals[60] = 1_000;

        Simulation.Outcome outcome = Simulation.run(arrivals, SPEED, new Settings(100_000, 1, 1, 300));

        assertThat(outcome.longestWait()).isEqualTo(99);
        assertThat(outcome.medianWait()).isEqualTo(49);
        assertThat(outcome.workerHours()).isCloseTo(24, within(1e-9));
        assertThat(outcome.most()).isEqualTo(1);
    }

    @Test
    void aColdStartIsWaitedFor() {
        int[] arrivals = new int[Arrivals.DAY];
        arrivals[60] = 10;

        Simulation.Outcome outcome = Simulation.run(arrivals, SPEED, new Settings(100, 0, 4, 300));

        assertThat(outcome.longestWait()).isEqualTo(30);
        // Thirty seconds of start, and calm.
        assertThat(outcome.workerHours()).isCloseTo(330 / 3600.0, within(30 / 3600.0));
    }

    @Test
    void nobodyWorksWhileTheGroupIsRebalanced() {
        int[] arrivals = new int[Arrivals.DAY];
        arrivals[60] = 10;

        Simulation.Outcome outcome = Simulation.run(arrivals, new Speed(10, 30, 7), new Settings(100, 0, 4, 300));

        assertThat(outcome.longestWait()).isEqualTo(37);
    }

    @Test
    void shortCalmFlapsWhereLongCalmDoesNot() {
        int[] arrivals = new int[Arrivals.DAY];
        for (int second = 0; second < Arrivals.DAY; second += 240) {
            arrivals[second] = 2_000;
        }

        Simulation.Outcome hasty = Simulation.run(arrivals, SPEED, new Settings(300, 1, 12, 0));
        Simulation.Outcome calm = Simulation.run(arrivals, SPEED, new Settings(300, 1, 12, 300));

        assertThat(hasty.flaps()).isGreaterThan(300);
        assertThat(calm.flaps()).isZero();
        assertThat(calm.workerHours()).isGreaterThan(hasty.workerHours());
    }
}
