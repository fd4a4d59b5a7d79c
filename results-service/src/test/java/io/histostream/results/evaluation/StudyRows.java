package io.histostream.results.evaluation;

import io.histostream.results.Rows;
import io.histostream.results.model.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A data set of its own, written past the service: labelled images, what models say of them, and the models' cards. */
public final class StudyRows implements AutoCloseable {

    private static final String JOB =
            "INSERT INTO job (job_id, tenant, batch_id, image_id, sha256, dataset, patient_id, magnification, model,"
                    + " submitted_at, state, model_version, model_digest, label, score, scores, provenance, timings,"
                    + " failure_code, failure_detail, completed_at)"
                    + " VALUES (?, 'default', ?, ?, ?, ?, ?, ?::numeric, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb,"
                    + " ?, ?, ?)";

    private static final String PROVENANCE =
            "{\"preprocessingDigest\":\"%s\",\"executionProvider\":\"cpu\",\"runtimeVersion\":\"1.29.0\",\"batchSize\":8}"
                    .formatted("c".repeat(64));
    private static final String TIMINGS =
            "{\"fetchMicros\":1,\"decodeMicros\":2,\"queueMicros\":3,\"computeMicros\":4}";

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    public final String dataset;
    public final UUID batch = UUID.randomUUID();
    private final Connection connection;
    private int jobs;

    /** @param patient may be {@code null} */
    public record Picture(String name, String patient, Integer magnification) {}

    public StudyRows() throws SQLException {
        this("study-" + UUID.randomUUID());
    }

    public StudyRows(String dataset) throws SQLException {
        this.dataset = dataset;
        this.connection = Rows.connect();
        connection.setAutoCommit(false);
    }

    public UUID id(Picture picture) {
        return UUID.nameUUIDFromBytes((dataset + picture.name()).getBytes(StandardCharsets.UTF_8));
    }

    public static String digest(String model, String version) {
        return Pseudonyms.digest(model + "@" + version);
    }

    /** A two-label prediction, submitted after all before it. */
    public StudyRows says(String model, String version, Picture picture, double malignant) throws SQLException {
        String scores = "[{\"label\":\"benign\",\"score\":%s},{\"label\":\"malignant\",\"score\":%s}]"
                .formatted(1 - malignant, malignant);
        String label = malignant >= 0.5 ? "malignant" : "benign";
        return job(model, version, picture, "SUCCEEDED", label, Math.max(malignant, 1 - malignant), scores);
    }

    public StudyRows says(String model, String version, Picture picture, String label, String scores)
            throws SQLException {
        return job(model, version, picture, "SUCCEEDED", label, 0.5, scores);
    }

    public StudyRows fails(String model, String version, Picture picture) throws SQLException {
        return job(model, version, picture, "FAILED", null, null, null);
    }

    public StudyRows waits(String model, Picture picture) throws SQLException {
        return job(model, null, picture, "ACCEPTED", null, null, null);
    }

    private StudyRows job(
            String model, String version, Picture picture, String state, String label, Double score, String scores)
            throws SQLException {
        boolean succeeded = state.equals("SUCCEEDED");
        boolean failed = state.equals("FAILED");
        Timestamp at = Timestamp.from(START.plusSeconds(jobs++));
        Object[] values = {
            UUID.randomUUID(),
            batch,
            id(picture),
            Pseudonyms.digest(dataset + picture.name()),
            dataset,
            picture.patient(),
            picture.magnification() == null ? null : picture.magnification().toString(),
            model,
            at,
            state,
            version,
            version == null ? null : digest(model, version),
            label,
            score,
            scores,
            succeeded ? PROVENANCE : null,
            succeeded ? TIMINGS : null,
            failed ? "TRUNCATED" : null,
            failed ? "cut off" : null,
            succeeded || failed ? at : null
        };
        return execute(JOB, values);
    }

    /** The truth, as a lab's class that means the same label. */
    public StudyRows label(Picture picture, String label) throws SQLException {
        execute(
                "INSERT INTO label VALUES ('default', ?, ?, ?, 'test', now())"
                        + " ON CONFLICT (tenant, image_id) DO UPDATE SET label = excluded.label",
                id(picture),
                label,
                label);
        return execute(
                "INSERT INTO label_history (tenant, image_id, class, label, source, at)"
                        + " VALUES ('default', ?, ?, ?, 'test', now())",
                id(picture),
                label,
                label);
    }

    /** @param training the card's section as JSON */
    public StudyRows card(String model, String version, String training) throws SQLException {
        return execute(
                "INSERT INTO model_card VALUES (?, ?, ?, ?::jsonb, now(), now())"
                        + " ON CONFLICT (model, version, digest) DO UPDATE SET card = excluded.card",
                model,
                version,
                digest(model, version),
                ("{\"name\":\"%s\",\"labels\":[\"benign\",\"malignant\"],\"positiveLabel\":\"malignant\","
                                + "\"decisionThreshold\":0.5,\"temperature\":1.25,\"training\":%s}")
                        .formatted(model, training));
    }

    /** A JSON list of the patients' digests. */
    public static String digests(List<String> patients) {
        return patients.stream()
                .map(patient -> "\"" + Pseudonyms.digest(patient) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    public static String trainedOn(String... patients) {
        return "{\"trainPatients\":%s,\"validationPatients\":[]}".formatted(digests(Arrays.asList(patients)));
    }

    private StudyRows execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
        return this;
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    /** Makes the rows seen. */
    @Override
    public void close() throws SQLException {
        connection.commit();
        connection.close();
    }
}
