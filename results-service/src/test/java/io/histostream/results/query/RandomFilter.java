package io.histostream.results.query;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.Magnification;
import io.histostream.results.outcome.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * A filter and what it means, said in the plainest SQL.
 *
 * @param sql selects the ids of the jobs that pass
 */
record RandomFilter(PredictionFilter filter, String sql) {

    static final int SECONDS = 6;

    static RandomFilter of(Random random, String dataset, List<BatchAccepted> batches) {
        StringJoiner where = new StringJoiner(" AND ", "SELECT job_id FROM job WHERE ", "").add("tenant = 'default'");
        UUID batch =
                maybe(random, 6, batches.get(random.nextInt(batches.size())).batchId());
        String patient = maybe(random, 4, "p-" + random.nextInt(4));
        String slide = maybe(random, 4, "slide-" + random.nextInt(8));
        Magnification magnification =
                maybe(random, 3, Magnification.of(List.of(40, 100, 7).get(random.nextInt(3))));
        String model = maybe(random, 2, random.nextBoolean() ? "resnet34" : "nobody");
        String label = maybe(random, 3, random.nextBoolean() ? "malignant" : "benign");
        JobState state = maybe(random, 3, JobState.values()[random.nextInt(3)]);
        Double minScore = maybe(random, 3, 0.5 + random.nextDouble() / 2);
        Instant from = maybe(random, 3, start().plusSeconds(random.nextInt(SECONDS)));
        Instant to = maybe(random, 3, start().plusSeconds(random.nextInt(SECONDS)));
        // Without a data set the walk is through everybody's rows; those of other tests lie at other times.
        String named = from != null && to != null && random.nextBoolean() ? null : dataset;
        add(where, "dataset", "=", named);
        add(where, "batch_id", "=", batch);
        add(where, "patient_id", "=", patient);
        add(where, "slide_id", "=", slide);
        add(where, "magnification", "=", magnification == null ? null : magnification.times());
        add(where, "model", "=", model);
        add(where, "label", "=", label);
        add(where, "state", "=", state);
        add(where, "score", ">=", minScore);
        add(where, "submitted_at", ">=", from);
        add(where, "submitted_at", "<", to);
        return new RandomFilter(
                new PredictionFilter(
                        batch, named, patient, slide, magnification, model, label, state, minScore, null, from, to),
                where.toString());
    }

    private static Instant start() {
        return Instant.parse("2026-02-01T00:00:00Z");
    }

    private static <T> T maybe(Random random, int oneIn, T value) {
        return random.nextInt(oneIn) == 0 ? value : null;
    }

    private static void add(StringJoiner where, String column, String operator, Object value) {
        if (value != null) {
            where.add(column + " " + operator + " '" + value + "'");
        }
    }
}
