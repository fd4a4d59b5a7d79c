package io.histostream.cli.demo;

import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.evaluation.EvaluationTable.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Images per second of one model, while all models share the machine. */
public final class Throughput {

    public static final Column COLUMN = new Column("images/s", Throughput::of);

    private Throughput() {}

    // From the first acceptance to the last outcome, which includes waiting for the uploads of later batches.
    private static String of(List<PredictionRow> jobs) {
        Instant first = jobs.stream()
                .map(PredictionRow::submittedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Instant last = jobs.stream()
                .map(PredictionRow::completedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (first == null || last == null || !last.isAfter(first)) {
            return "-";
        }
        double seconds = Duration.between(first, last).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%.1f", jobs.size() / seconds);
    }
}
