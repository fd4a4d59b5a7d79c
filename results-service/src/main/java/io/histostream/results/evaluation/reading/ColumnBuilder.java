package io.histostream.results.evaluation.reading;

import io.histostream.results.model.Card;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Collects one version's column while jobs are read, the latest first. */
final class ColumnBuilder {

    private final String model;
    private final String version;
    private final List<Card> cards;
    private final String positiveLabel;
    private final UnaryOperator<String> meaning;
    private final Set<String> digests = new LinkedHashSet<>();
    private boolean knowsPositiveLabel;
    private byte[] outcomes = new byte[1024];
    private double[] scores = new double[1024];
    private int[] predicted = new int[1024];

    /**
     * @param cards of every package of the version, the one in service last first
     * @param positiveLabel in the labels' own words
     * @param meaning what a label of the model is in the labels' own words
     */
    ColumnBuilder(String model, String version, List<Card> cards, String positiveLabel, UnaryOperator<String> meaning) {
        this.model = model;
        this.version = version;
        this.cards = cards;
        this.positiveLabel = positiveLabel;
        this.meaning = meaning;
    }

    /** A success counts whatever failed before or after it; of several the first that is told, which is the latest. */
    boolean needsSuccess(int image) {
        return image >= outcomes.length || outcomes[image] != Outcome.SUCCEEDED.ordinal();
    }

    void failed(int image) {
        grow(image);
        if (outcomes[image] == Outcome.MISSING.ordinal()) {
            outcomes[image] = (byte) Outcome.FAILED.ordinal();
        }
    }

    void succeeded(int image, String digest, String label, String json, Numbering labels) {
        grow(image);
        ScoreColumn.Sum sum =
                ScoreColumn.sum(json, scored -> meaning.apply(scored).equals(positiveLabel));
        outcomes[image] = (byte) Outcome.SUCCEEDED.ordinal();
        scores[image] = sum.score();
        predicted[image] = labels.of(meaning.apply(label));
        digests.add(digest);
        knowsPositiveLabel |= sum.known();
    }

    private void grow(int image) {
        if (image >= outcomes.length) {
            int length = Math.max(image + 1, 2 * outcomes.length);
            outcomes = Arrays.copyOf(outcomes, length);
            scores = Arrays.copyOf(scores, length);
            predicted = Arrays.copyOf(predicted, length);
        }
    }

    /** @param kept the images that stay, in order */
    VersionColumn build(int[] kept) {
        Outcome[] all = Outcome.values();
        Outcome[] keptOutcomes = new Outcome[kept.length];
        double[] keptScores = new double[kept.length];
        int[] keptPredicted = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            boolean known = kept[i] < outcomes.length;
            keptOutcomes[i] = known ? all[outcomes[kept[i]]] : Outcome.MISSING;
            keptScores[i] = known ? scores[kept[i]] : 0;
            keptPredicted[i] = known ? predicted[kept[i]] : -1;
        }
        List<Card> used =
                cards.stream().filter(card -> digests.contains(card.digest())).toList();
        return new VersionColumn(
                model,
                version,
                new ArrayList<>(digests),
                used,
                positiveLabel,
                knowsPositiveLabel,
                keptOutcomes,
                keptScores,
                keptPredicted);
    }
}
