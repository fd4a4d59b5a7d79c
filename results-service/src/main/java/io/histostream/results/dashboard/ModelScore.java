package io.histostream.results.dashboard;

import io.histostream.contracts.LabelScore;
import io.histostream.results.outcome.JobState;
import io.histostream.results.query.PredictionItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What one model version says last of an image, against the score from which it calls an image positive.
 *
 * @param positiveScore the score of the positive label; {@code null} where the model has no such label
 */
public record ModelScore(PredictionItem item, Double positiveScore, double threshold) {

    /** One for each model version that has a prediction, in the order of the items. */
    static List<ModelScore> of(
            List<PredictionItem> items, String positiveLabel, ToDoubleFunction<PredictionItem> threshold) {
        Map<String, PredictionItem> latest = new LinkedHashMap<>();
        items.stream()
                .filter(item -> item.state() == JobState.SUCCEEDED)
                .forEach(item -> latest.putIfAbsent(item.model() + "@" + item.modelVersion(), item));
        List<ModelScore> scores = new ArrayList<>();
        latest.values()
                .forEach(item ->
                        scores.add(new ModelScore(item, score(item, positiveLabel), threshold.applyAsDouble(item))));
        return scores;
    }

    private static Double score(PredictionItem item, String label) {
        return item.scores().stream()
                .filter(score -> score.label().equals(label))
                .map(LabelScore::score)
                .findFirst()
                .orElse(null);
    }
}
