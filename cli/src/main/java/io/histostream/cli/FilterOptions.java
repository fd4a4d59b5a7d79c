package io.histostream.cli;

import io.histostream.cli.client.Query;
import java.math.BigDecimal;
import java.time.Instant;
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
        return new Query()
                .with("batch", batch)
                .with("dataset", dataset)
                .with("patient", patient)
                .with("slide", slide)
                .withMagnification(magnification)
                .with("model", model)
                .with("label", label == null ? null : label.toLowerCase(Locale.ROOT))
                .with("state", state)
                .with("minScore", minScore)
                .with("maxScore", maxScore)
                .with("from", from)
                .with("to", to)
                .parameters();
    }
}
