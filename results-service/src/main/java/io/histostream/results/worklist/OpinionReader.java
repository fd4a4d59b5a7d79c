package io.histostream.results.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.LabelScore;
import io.histostream.results.ResultsConfig;
import io.histostream.results.label.ClassMapping;
import io.histostream.results.model.Card;
import io.histostream.results.model.ModelCards;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes opinions of a query's rows; a model's labels may be finer than the positive one and its opposite. */
final class OpinionReader {

    private static final double THRESHOLD_WITHOUT_A_CARD = 0.5;

    private static final ObjectReader SCORES = ContractJson.MAPPER.readerFor(new TypeReference<List<LabelScore>>() {});

    private final String positiveLabel;
    private final Map<String, Double> thresholds;

    private OpinionReader(String positiveLabel, Map<String, Double> thresholds) {
        this.positiveLabel = positiveLabel;
        this.thresholds = thresholds;
    }

    /** Makes readers that know the cards as they are now. */
    @Singleton
    static class Factory {

        private final ModelCards cards;
        private final String positiveLabel;

        Factory(ModelCards cards, ResultsConfig config) {
            this.cards = cards;
            this.positiveLabel = config.positiveLabel();
        }

        OpinionReader make() {
            return new OpinionReader(
                    positiveLabel,
                    cards.all().stream().collect(Collectors.toMap(Card::digest, Card::decisionThreshold, (a, b) -> a)));
        }
    }

    /** Of a row in the order of {@link CaseReader}'s columns. */
    Opinion read(ResultSet row) throws SQLException {
        String label = row.getString(10);
        Double score = row.getObject(11, Double.class);
        return new Opinion(
                row.getString(2),
                row.getString(8),
                label,
                score,
                label == null ? null : positiveScore(score, row.getString(12)),
                row.getString(13),
                label != null && isPositive(label),
                thresholds.getOrDefault(row.getString(9), THRESHOLD_WITHOUT_A_CARD));
    }

    /** {@code null} for a model that has no label that belongs to the positive one. */
    private Double positiveScore(Double score, String scores) {
        if (scores == null) {
            return score;
        }
        double[] positive = scores(scores).stream()
                .filter(other -> isPositive(other.label()))
                .mapToDouble(LabelScore::score)
                .toArray();
        double sum = 0;
        for (double one : positive) {
            sum += one;
        }
        return positive.length == 0 ? null : Math.min(1, sum);
    }

    private boolean isPositive(String label) {
        return label.equals(positiveLabel)
                || ClassMapping.shipped()
                        .labelOf(label)
                        .filter(positiveLabel::equals)
                        .isPresent();
    }

    private static List<LabelScore> scores(String json) {
        try {
            return SCORES.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column that this service wrote is not readable", e);
        }
    }
}
