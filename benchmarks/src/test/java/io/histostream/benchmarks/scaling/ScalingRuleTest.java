package io.histostream.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.benchmarks.scaling.ScalingRule.Settings;
import org.junit.jupiter.api.Test;

class ScalingRuleTest {

    private final ScalingRule rule = new ScalingRule(new Settings(100, 0, 12, 300));

    @Test
    void bringsOneWorkerForTheFirstJob() {
        assertThat(rule.workers(0, 0, 0)).isZero();
        assertThat(rule.workers(15, 5_000, 0)).isEqualTo(1);
    }

    @Test
    void wantsAWorkerForEachTargetOfLag() {
        assertThat(rule.workers(0, 201, 2)).isEqualTo(2);
        assertThat(rule.workers(15, 301, 2)).isEqualTo(4);
    }

    @Test
    void changesNothingWithinATenthOfTheTarget() {
        assertThat(rule.workers(0, 219, 2)).isEqualTo(2);
        assertThat(rule.workers(15, 221, 2)).isEqualTo(3);
    }

    @Test
    void addsFourOrAsManyAsThereAre() {
        assertThat(rule.workers(0, 1_200, 1)).isEqualTo(5);
        assertThat(rule.workers(15, 1_200, 5)).isEqualTo(10);
        assertThat(rule.workers(30, 1_200, 10)).isEqualTo(12);
    }

    @Test
    void neverWantsMoreThanTheMost() {
        assertThat(rule.workers(0, 1_000_000, 12)).isEqualTo(12);
    }

    @Test
    void takesAwayOnlyWhatNoRecommendationOfTheLastFiveMinutesWanted() {
        assertThat(rule.workers(0, 800, 8)).isEqualTo(8);
        assertThat(rule.workers(15, 300, 8)).isEqualTo(8);
        assertThat(rule.workers(300, 100, 8)).isEqualTo(8);
        assertThat(rule.workers(315, 100, 8)).isEqualTo(3);
        assertThat(rule.workers(330, 100, 3)).isEqualTo(1);
    }

    @Test
    void takesTheLastWorkerAfterCalmAndKeepsTheFewest() {
        assertThat(rule.workers(0, 1, 1)).isEqualTo(1);
        assertThat(rule.workers(285, 0, 1)).isEqualTo(1);
        assertThat(rule.workers(300, 0, 1)).isZero();
        assertThat(new ScalingRule(new Settings(100, 2, 12, 300)).workers(9_000, 0, 2))
                .isEqualTo(2);
    }

    @Test
    void aTargetIsWhatAWorkerDoesInTheWantedTime() {
        assertThat(Settings.targetLag(23.6, 60)).isEqualTo(1_416);
        assertThat(Settings.targetLag(0.001, 60)).isEqualTo(1);
    }
}
