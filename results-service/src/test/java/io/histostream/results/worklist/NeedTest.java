package io.histostream.results.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.results.ResultsConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeedTest {

    private static final ResultsConfig.Worklist RULES = new ResultsConfig.Worklist() {
        @Override
        public int maxJobs() {
            return 100;
        }

        @Override
        public Duration keep() {
            return Duration.ofMinutes(5);
        }

        @Override
        public double nearThreshold() {
            return 0.1;
        }

        @Override
        public double uncertainFrom() {
            return 0.9;
        }
    };

    @Test
    void nobodyIsNeededWhereAllModelsAreSureOfTheSame() {
        Need need = need(scored(0.99), scored(0.98), scored(0.995));

        assertThat(need.reasons()).isEmpty();
        assertThat(need.value()).isLessThan(0.1);
    }

    @Test
    void followsTheFormula() {
        // disagreement = (2·1/2 + 0.4) / 2 = 0.7; nearness = 1 - 0.1/0.5 = 0.8; uncertainty of 0.6 = 0.970951 bits
        Need need = need(scored(0.8), scored(0.4));

        assertThat(need.value()).isCloseTo(0.7 / 2 + 0.8 / 4 + 0.9709505944546686 / 4, within(1e-12));
        assertThat(need.reasons()).containsExactly(Reason.DISAGREE, Reason.THRESHOLD, Reason.UNCERTAIN);
    }

    @Test
    void aFailureComesFirstOfAll() {
        Need need = need(failed(), scored(0.99));

        assertThat(need.value()).isEqualTo(1);
        assertThat(need.reasons()).containsExactly(Reason.FAILED);
        assertThat(need(scored(0), scored(1)).value()).isLessThan(1);
    }

    @Test
    void modelsDisagreeAlsoWhereOnlyTheirScoresDo() {
        assertThat(need(scored(0.45, 0.4), scored(0.97)).reasons()).contains(Reason.DISAGREE);
    }

    @Test
    void aScoreIsNearTheThresholdOfItsOwnModel() {
        assertThat(need(scored(0.25, 0.2)).reasons()).containsExactly(Reason.THRESHOLD);
        assertThat(need(scored(0.25, 0.5)).reasons()).doesNotContain(Reason.THRESHOLD);
    }

    @Test
    void aModelWithoutThePositiveLabelIsNotCountedAgainstOthers() {
        Opinion other = new Opinion("stain", "1.0.0", "good", 0.9, null, null, false, 0.5);

        assertThat(need(other, scored(0.99)).reasons()).isEmpty();
        assertThat(need(other).value()).isZero();
    }

    @Test
    void staysBetweenNoneAndOneAtTheEnds() {
        for (double first = 0; first <= 1; first += 0.125) {
            for (double second = 0; second <= 1; second += 0.125) {
                assertThat(need(scored(first), scored(second)).value()).isBetween(0.0, 1.0);
            }
        }
    }

    private static Need need(Opinion... opinions) {
        return Need.of(List.of(opinions), RULES);
    }

    private static Opinion scored(double positive) {
        return scored(positive, 0.5);
    }

    private static Opinion scored(double positive, double threshold) {
        boolean isPositive = positive >= threshold;
        return new Opinion(
                "resnet34", "1.0.0", isPositive ? "malignant" : "benign", 0.5, positive, null, isPositive, threshold);
    }

    private static Opinion failed() {
        return new Opinion("vgg19", "1.0.0", null, null, null, "TRUNCATED", false, 0.5);
    }
}
