package io.histostream.results.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.histostream.contracts.LabelScore;
import io.histostream.results.outcome.JobState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScoreAggregateTest {

    private static final Instant DAY = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void isTheMeanAndTheGreatestScoreOfThePositiveLabelByModel() {
        List<ScoreAggregate> aggregates = ScoreAggregate.of(
                List.of(
                        item("resnet34", UUID.randomUUID(), DAY, 0.2),
                        item("resnet34", UUID.randomUUID(), DAY, 0.9),
                        item("alexnet", UUID.randomUUID(), DAY, 0.4)),
                "malignant");

        assertThat(aggregates).extracting(ScoreAggregate::model).containsExactly("alexnet", "resnet34");
        assertThat(aggregates.get(1).meanScore()).isCloseTo(0.55, within(1e-12));
        assertThat(aggregates.get(1).maxScore()).isEqualTo(0.9);
        assertThat(aggregates.get(1).images()).isEqualTo(2);
    }

    @Test
    void anImageThatWasPostedTwiceCountsOnceByItsLatestPrediction() {
        UUID image = UUID.randomUUID();

        List<ScoreAggregate> aggregates = ScoreAggregate.of(
                List.of(
                        item("resnet34", image, DAY, 0.2),
                        item("resnet34", image, DAY.plusSeconds(1), 0.6),
                        item("resnet34", image, DAY.plusSeconds(2), null),
                        item("resnet34", UUID.randomUUID(), DAY, 0.4)),
                "malignant");

        assertThat(aggregates.get(0).images()).isEqualTo(2);
        assertThat(aggregates.get(0).meanScore()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aModelWithoutScoresOrWithoutTheLabelHasNoAggregate() {
        List<PredictionItem> items =
                List.of(item("resnet34", UUID.randomUUID(), DAY, null), item("alexnet", UUID.randomUUID(), DAY, 0.4));

        assertThat(ScoreAggregate.of(items, "malignant").get(1))
                .isEqualTo(new ScoreAggregate("resnet34", 1, 0, "malignant", null, null));
        assertThat(ScoreAggregate.of(items, "invasive").get(0).meanScore()).isNull();
    }

    private static PredictionItem item(String model, UUID image, Instant submittedAt, Double malignant) {
        List<LabelScore> scores = malignant == null
                ? null
                : List.of(new LabelScore("benign", 1 - malignant), new LabelScore("malignant", malignant));
        return new PredictionItem(
                UUID.randomUUID(),
                UUID.randomUUID(),
                image,
                "a".repeat(64),
                null,
                null,
                null,
                null,
                null,
                model,
                null,
                null,
                malignant == null ? JobState.FAILED : JobState.SUCCEEDED,
                null,
                null,
                scores,
                null,
                null,
                null,
                null,
                submittedAt,
                null,
                null,
                null,
                null);
    }
}
