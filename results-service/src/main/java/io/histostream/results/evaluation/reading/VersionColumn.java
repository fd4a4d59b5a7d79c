package io.histostream.results.evaluation.reading;

import io.histostream.results.model.Card;
import java.util.List;
import java.util.Optional;

/**
 * What one model version says of each image of a {@link PredictionTable}.
 *
 * @param digests of the packages that made the predictions, the latest prediction's first
 * @param cards those of these packages that are known
 * @param positiveLabel the label whose score counts, in the labels' own words
 * @param knowsPositiveLabel whether any of its predictions scores a label that means the positive one
 * @param outcomes by image
 * @param scores of the positive label by image; only where succeeded
 * @param predicted index of the predicted label, mapped, by image; only where succeeded
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of one table: never compared, and copied by nobody.
public record VersionColumn(
        String model,
        String version,
        List<String> digests,
        List<Card> cards,
        String positiveLabel,
        boolean knowsPositiveLabel,
        Outcome[] outcomes,
        double[] scores,
        int[] predicted) {

    /** The card of the package that was put into service last. */
    public Optional<Card> card() {
        return cards.stream().findFirst();
    }

    /** Whether a card is known for every package that took part. */
    public boolean hasEveryCard() {
        return cards.size() == digests.size();
    }

    public boolean predictedPositive(int image, PredictionTable table) {
        return table.labels().get(predicted[image]).equals(positiveLabel);
    }
}
