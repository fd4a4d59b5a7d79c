package io.histostream.results.evaluation.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Predicate;

/** Reads the scores of a job as they stand in the table, without making objects of them: there are many. */
final class ScoreColumn {

    private static final JsonFactory JSON = new JsonFactory();

    /** @param known whether any label passed */
    record Sum(double score, boolean known) {}

    private ScoreColumn() {}

    /**
     * The sum of the scores of those labels that pass, in the order of the labels; at most 1.
     *
     * @param json for example {@code [{"label":"benign","score":0.25},{"label":"malignant","score":0.75}]}
     */
    static Sum sum(String json, Predicate<String> counts) {
        try (JsonParser parser = JSON.createParser(json)) {
            double sum = 0;
            boolean known = false;
            String label = null;
            double score = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "label".equals(parser.currentName())) {
                    label = parser.getText();
                } else if (token.isNumeric() && "score".equals(parser.currentName())) {
                    score = parser.getDoubleValue();
                } else if (token == JsonToken.END_OBJECT && counts.test(label)) {
                    sum += score;
                    known = true;
                }
            }
            return new Sum(Math.min(1, sum), known);
        } catch (IOException e) {
            throw new IllegalStateException("a column that this service wrote is not readable", e);
        }
    }
}
