package io.histostream.cli.demo;

import io.histostream.cli.client.Evaluation;
import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.evaluation.StudyTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Images per second of each model, while all models share the machine. */
public final class Throughput {

    private final List<PredictionRow> rows;

    public Throughput(List<PredictionRow> rows) {
        this.rows = List.copyOf(rows);
    }

    public StudyTable.Column column() {
        return new StudyTable.Column("images/s", this::of);
    }

    // From the first acceptance to the last outcome, which includes waiting for the uploads of later batches.
    private String of(Evaluation.Row model) {
        List<PredictionRow> jobs =
                rows.stream().filter(row -> row.model().equals(model.model())).toList();
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
