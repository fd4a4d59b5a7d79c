package io.histostream.results.query;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Names;
import io.histostream.results.outcome.JobState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/**
 * Which jobs a query asks for; {@code null} asks for any.
 *
 * @param minScore least score of the predicted label, inclusive
 * @param maxScore greatest score of the predicted label, inclusive
 * @param from earliest time of submission, inclusive
 * @param to latest time of submission, exclusive
 */
public record PredictionFilter(
        UUID batch,
        String dataset,
        String patient,
        String slide,
        Magnification magnification,
        String model,
        String label,
        JobState state,
        Double minScore,
        Double maxScore,
        Instant from,
        Instant to) {

    private static final int LONGEST_LABEL = 200;

    /** Every job of one batch. */
    public static PredictionFilter ofBatch(UUID batch) {
        return new PredictionFilter(batch, null, null, null, null, null, null, null, null, null, null, null);
    }

    static PredictionFilter read(QueryParameters parameters) {
        return new PredictionFilter(
                parameters.read("batch", PredictionFilter::uuid, "a UUID"),
                parameters.read("dataset", PredictionFilter::dataset, "a data set's name"),
                parameters.read("patient", PredictionFilter::pseudonym, "a pseudonym"),
                parameters.read("slide", PredictionFilter::pseudonym, "a pseudonym"),
                parameters.read("magnification", PredictionFilter::magnification, "a number such as 40"),
                parameters.read("model", Names::requireModel, "a model's name"),
                parameters.read("label", PredictionFilter::label, "a label"),
                parameters.read("state", JobState::valueOf, "ACCEPTED, SUCCEEDED or FAILED"),
                parameters.read("minScore", PredictionFilter::score, "a number from 0 to 1"),
                parameters.read("maxScore", PredictionFilter::score, "a number from 0 to 1"),
                parameters.read("from", PredictionFilter::time, "an RFC 3339 time"),
                parameters.read("to", PredictionFilter::time, "an RFC 3339 time"));
    }

    // UUID.fromString takes "1-1-1-1-1", which names nothing that this service ever made.
    static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a whole UUID");
        }
        return id;
    }

    private static String dataset(String text) {
        return Names.datasetOrNull(Objects.requireNonNull(text));
    }

    static String pseudonym(String text) {
        return Names.pseudonymOrNull("pseudonym", Objects.requireNonNull(text));
    }

    private static Magnification magnification(String text) {
        if (text.length() > 8) {
            throw new IllegalArgumentException("too long");
        }
        return new Magnification(new BigDecimal(text));
    }

    private static String label(String text) {
        if (text.isBlank() || text.length() > LONGEST_LABEL || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a label");
        }
        return text;
    }

    private static double score(String text) {
        double score = Double.parseDouble(text);
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("out of range");
        }
        return score;
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
