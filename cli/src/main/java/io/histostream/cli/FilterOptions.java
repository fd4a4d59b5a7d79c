package io.histostream.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Which predictions are wanted; all filters that are given must match. */
final class FilterOptions {

    /** What has become of a job. */
    enum State {
        ACCEPTED,
        SUCCEEDED,
        FAILED
    }

    @Option(names = "--batch", paramLabel = "ID", description = "Of one batch.")
    private UUID batch;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Of one data set.")
    private String dataset;

    @Option(names = "--patient", paramLabel = "ID", description = "Of one patient.")
    private String patient;

    @Option(names = "--slide", paramLabel = "ID", description = "Of one slide.")
    private String slide;

    @Option(names = "--magnification", paramLabel = "TIMES", description = "At one magnification, such as 40.")
    private String magnification;

    @Option(names = "--model", paramLabel = "NAME", description = "By one model.")
    private String model;

    @Option(names = "--label", paramLabel = "LABEL", description = "Predicted as this.")
    private String label;

    @Option(names = "--state", paramLabel = "STATE", description = "One of accepted, succeeded, failed.")
    private State state;

    @Option(names = "--min-score", paramLabel = "SCORE", description = "With at least this score.")
    private BigDecimal minScore;

    @Option(names = "--max-score", paramLabel = "SCORE", description = "With at most this score.")
    private BigDecimal maxScore;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Submitted then or later, such as 2026-03-01T08:00:00Z.")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Submitted before then.")
    private Instant to;

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        put(query, "batch", batch);
        put(query, "dataset", dataset);
        put(query, "patient", patient);
        put(query, "slide", slide);
        put(query, "magnification", magnification == null ? null : magnification.replaceFirst("[xX]$", ""));
        put(query, "model", model);
        put(query, "label", label == null ? null : label.toLowerCase(Locale.ROOT));
        put(query, "state", state);
        put(query, "minScore", minScore);
        put(query, "maxScore", maxScore);
        put(query, "from", from);
        put(query, "to", to);
        return query;
    }

    private static void put(Map<String, String> query, String name, Object value) {
        if (value != null) {
            query.put(name, value.toString());
        }
    }
}
