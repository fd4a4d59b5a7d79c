package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.contracts.LabelScore;
import io.histostream.inference.image.ColourMode;
import io.histostream.inference.image.Filter;
import io.histostream.inference.image.Layout;
import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.Resize;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void dividesByTheTemperatureBeforeTheSoftmax() {
        List<LabelScore> scores = scores(2, 0.5, "benign", "malignant").of(new float[] {0, 4});

        assertThat(scores.get(1).score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-15));
    }

    @Test
    void doesNotOverflow() {
        List<LabelScore> scores = scores(1, 0.5, "benign", "malignant").of(new float[] {3e38f, -3e38f});

        assertThat(scores).containsExactly(new LabelScore("benign", 1), new LabelScore("malignant", 0));
    }

    @Test
    void givesNoneWhenAnOutputIsNotFinite() {
        Scores scores = scores(1, 0.5, "benign", "malignant");

        assertThat(scores.of(new float[] {Float.NaN, 0})).isEmpty();
        assertThat(scores.of(new float[] {0, Float.POSITIVE_INFINITY})).isEmpty();
    }

    @Test
    void predictsThePositiveLabelFromTheThresholdOn() {
        Scores scores = scores(1, 0.3, "benign", "malignant");

        assertThat(scores.predicted(List.of(new LabelScore("benign", 0.7), new LabelScore("malignant", 0.3))))
                .isEqualTo("malignant");
        assertThat(scores.predicted(List.of(new LabelScore("benign", 0.71), new LabelScore("malignant", 0.29))))
                .isEqualTo("benign");
    }

    @Test
    void predictsTheHighestOfMoreThanTwoLabels() {
        Scores scores = scores(1, 0.01, "benign", "in-situ", "malignant");

        assertThat(scores.predicted(scores.of(new float[] {1, 3, 2}))).isEqualTo("in-situ");
    }

    private static Scores scores(double temperature, double threshold, String... labels) {
        ModelInput input = new ModelInput(
                "pixels",
                new Preprocessing(
                        ColourMode.RGB,
                        new Resize.Stretch(),
                        Filter.BILINEAR,
                        8,
                        8,
                        1 / 255.0,
                        List.of(0.5, 0.5, 0.5),
                        List.of(0.5, 0.5, 0.5),
                        Layout.NCHW));
        return new Scores(new ModelCard(
                1,
                "test",
                "1.0.0",
                ModelCard.Family.CNN,
                "none",
                "Apache-2.0",
                "Research use only",
                List.of(labels),
                "malignant",
                threshold,
                temperature,
                input,
                new ModelOutput("logits"),
                Map.of(),
                Map.of(),
                null,
                null));
    }
}
