package io.histostream.results.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndefinedFiguresTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 7, 0.95);

    @Test
    void saysForEveryMetricThatThereIsNoImage() {
        assertThat(BOOTSTRAP.metrics(sample("", "")).values())
                .hasSize(Metric.values().length)
                .allSatisfy(figure -> assertThat(figure.undefined()).isEqualTo("no image"));
    }

    @Test
    void saysWhichClassIsMissing() {
        Sample negative = sample("000", "010");

        assertThat(reason(negative, Metric.AUC)).isEqualTo("no image of the positive class");
        assertThat(reason(negative, Metric.RECALL)).isEqualTo("no image of the positive class");
        assertThat(reason(negative, Metric.AVERAGE_PRECISION)).isEqualTo("no image of the positive class");
        assertThat(reason(sample("11", "10"), Metric.SPECIFICITY)).isEqualTo("no image of the negative class");
        assertThat(reason(sample("11", "10"), Metric.BALANCED_ACCURACY)).isEqualTo("no image of the negative class");
    }

    @Test
    void saysThatNothingWasPredictedPositive() {
        assertThat(reason(sample("10", "00"), Metric.PRECISION)).isEqualTo("no image was predicted positive");
        assertThat(Metrics.of(sample("10", "00")).get(Metric.F1)).isEqualTo(Figure.of(0));
        assertThat(reason(sample("00", "00"), Metric.F1))
                .isEqualTo("no image of the positive class and none predicted positive");
    }

    @Test
    void onePatientHasAValueAndNoInterval() {
        Sample onePatient = new Sample(
                new double[] {0.2, 0.9}, new boolean[] {false, true}, new boolean[] {false, true}, new int[] {4, 4});

        Figure accuracy = BOOTSTRAP.metrics(onePatient).get(Metric.ACCURACY);

        assertThat(accuracy).isEqualTo(Figure.withoutInterval(1, "fewer than two patients: nothing to resample"));
    }

    @Test
    void aFigureUndefinedInTooManyResamplesHasNoInterval() {
        Figure recall = BOOTSTRAP.metrics(sample("100000", "100000")).get(Metric.RECALL);

        assertThat(recall.value()).isEqualTo(1);
        assertThat(recall.low()).isNull();
        assertThat(recall.noInterval()).matches("undefined in \\d\\d of 200 resamples");
    }

    @Test
    void aMissingFoldLeavesTheMeanUndefined() {
        FoldSpread spread = FoldSpread.of(List.of(Figure.of(1), Figure.undefined("no image")));

        assertThat(spread.mean().undefined()).isEqualTo("undefined in 1 of 2 folds");
        assertThat(FoldSpread.of(List.of(Figure.of(1))).standardDeviation().undefined())
                .isEqualTo("fewer than two folds");
        assertThat(FoldSpread.of(List.of()).mean().undefined()).isEqualTo("no fold");
    }

    @Test
    void saysWhyThereIsNoTemperature() {
        assertThat(temperature(0.1, 0.9)).startsWith("every score lies on its image's side");
        assertThat(temperature(0.9, 0.1)).startsWith("the scores point away from the truth");
        assertThat(Temperature.suggested(sample("11", "10")).undefined()).isEqualTo("no image of the negative class");
    }

    @Test
    void aDifferenceSaysWhichSideIsUndefined() {
        assertThat(BOOTSTRAP
                        .gap(sample("01", "01"), sample("11", "01"))
                        .get(Metric.AUC)
                        .undefined())
                .isEqualTo("to: no image of the negative class");
    }

    @Test
    void noFigureIsNotANumber() {
        assertThatThrownBy(() -> Figure.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Figure.within(0.5, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sample(new double[] {Double.NaN}, new boolean[1], new boolean[1], new int[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jsonLeavesOutWhatIsNotThere() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.writeValueAsString(Figure.within(0.91, 0.88, 0.94)))
                .isEqualTo("{\"value\":0.91,\"low\":0.88,\"high\":0.94}");
        assertThat(json.writeValueAsString(Figure.undefined("no image"))).isEqualTo("{\"undefined\":\"no image\"}");
    }

    private static String temperature(double ofNegative, double ofPositive) {
        return Temperature.suggested(new Sample(
                        new double[] {ofNegative, ofPositive}, new boolean[] {false, true}, new boolean[2], new int[] {
                            1, 2
                        }))
                .undefined();
    }

    private static String reason(Sample sample, Metric metric) {
        return Metrics.of(sample).get(metric).undefined();
    }

    /** Each image is a patient of its own; its score is that of its prediction. */
    private static Sample sample(String truths, String predictions) {
        int size = truths.length();
        double[] scores = new double[size];
        boolean[] truth = new boolean[size];
        boolean[] predicted = new boolean[size];
        int[] patients = new int[size];
        for (int row = 0; row < size; row++) {
            truth[row] = truths.charAt(row) == '1';
            predicted[row] = predictions.charAt(row) == '1';
            scores[row] = predicted[row] ? 0.8 : 0.3;
            patients[row] = row;
        }
        return new Sample(scores, truth, predicted, patients);
    }
}
