package io.histostream.results.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.LabelScore;
import io.histostream.results.outcome.JobState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one model says of several images together.
 *
 * @param images images with a job for this model
 * @param scored images with a prediction that has the positive label; the scores are over these
 * @param positiveLabel the label whose score is aggregated
 * @param meanScore mean score of the positive label, or {@code null} if no image is scored
 * @param maxScore greatest score of the positive label, or {@code null} if no image is scored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreAggregate(
        String model, int images, int scored, String positiveLabel, Double meanScore, Double maxScore) {

    /**
     * One aggregate per model, by name. An image that was posted more than once counts once, by its latest prediction: it
     * must not weigh more than another.
     */
    static List<ScoreAggregate> of(List<PredictionItem> items, String positiveLabel) {
        Map<String, List<PredictionItem>> byModel =
                items.stream().collect(Collectors.groupingBy(PredictionItem::model, TreeMap::new, Collectors.toList()));
        return byModel.entrySet().stream()
                .map(entry -> of(entry.getKey(), latestByImage(entry.getValue()), positiveLabel))
                .toList();
    }

    private static ScoreAggregate of(String model, List<PredictionItem> images, String positiveLabel) {
        double[] scores = images.stream()
                .map(image -> positiveScore(image, positiveLabel))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        if (scores.length == 0) {
            return new ScoreAggregate(model, images.size(), 0, positiveLabel, null, null);
        }
        double mean = Arrays.stream(scores).average().getAsDouble();
        double max = Arrays.stream(scores).max().getAsDouble();
        return new ScoreAggregate(model, images.size(), scores.length, positiveLabel, mean, max);
    }

    private static List<PredictionItem> latestByImage(List<PredictionItem> items) {
        Comparator<PredictionItem> byTime = Comparator.comparing(
                        (PredictionItem item) -> item.state() == JobState.SUCCEEDED)
                .thenComparing(PredictionItem::submittedAt)
                .thenComparing(PredictionItem::jobId);
        Map<UUID, PredictionItem> latest = items.stream()
                .collect(Collectors.toMap(
                        PredictionItem::imageId, Function.identity(), BinaryOperator.maxBy(byTime), TreeMap::new));
        return List.copyOf(latest.values());
    }

    private static OptionalDouble positiveScore(PredictionItem item, String positiveLabel) {
        return item.scores() == null
                ? OptionalDouble.empty()
                : item.scores().stream()
                        .filter(score -> score.label().equals(positiveLabel))
                        .mapToDouble(LabelScore::score)
                        .findFirst();
    }
}
