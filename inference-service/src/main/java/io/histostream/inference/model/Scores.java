package io.histostream.inference.model;

import io.histostream.contracts.LabelScore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Turns a model's outputs into scores, a predicted label and a label mass, as the card says. */
public final class Scores {

    private final ModelCard card;
    private final int positive;
    private final int labels;
    private final OutputLayout layout;

    public Scores(ModelCard card) {
        this.card = card;
        this.labels = card.labels().size();
        this.layout = card.outputLayout();
        this.positive = card.labels().indexOf(card.positiveLabel());
    }

    /**
     * One score per label; adds up to 1. Empty when a label's output is not a finite number.
     *
     * @param outputs one per label, and whatever follows in the model's {@link OutputLayout}
     */
    public List<LabelScore> of(float[] outputs) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < labels; label++) {
            if (!Float.isFinite(outputs[label])) {
                return List.of();
            }
            highest = Math.max(highest, outputs[label] / card.temperature());
        }
        double[] weights = new double[labels];
        double sum = 0;
        for (int label = 0; label < weights.length; label++) {
            // Less the highest, so that no weight overflows; the quotient is the same.
            weights[label] = Math.exp(outputs[label] / card.temperature() - highest);
            sum += weights[label];
        }
        List<LabelScore> scores = new ArrayList<>(weights.length);
        for (int label = 0; label < weights.length; label++) {
            scores.add(new LabelScore(card.labels().get(label), weights[label] / sum));
        }
        return scores;
    }

    /** In [0, 1], but for what is not a number; empty where the model gives none. */
    public OptionalDouble labelMass(float[] outputs) {
        OptionalDouble mass = layout.labelMass(outputs);
        // Rounding may carry a probability a little too far.
        return mass.isEmpty() ? mass : OptionalDouble.of(Math.max(0, Math.min(1, mass.getAsDouble())));
    }

    /** Of two labels the positive one from the decision threshold on; of more, the one with the highest score. */
    public String predicted(List<LabelScore> scores) {
        if (scores.size() == 2) {
            boolean isPositive = scores.get(positive).score() >= card.decisionThreshold();
            return scores.get(isPositive ? positive : 1 - positive).label();
        }
        LabelScore highest = scores.get(0);
        for (LabelScore score : scores) {
            highest = score.score() > highest.score() ? score : highest;
        }
        return highest.label();
    }
}
