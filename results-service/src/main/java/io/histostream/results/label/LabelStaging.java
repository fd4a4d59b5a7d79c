package io.histostream.results.label;

import static io.histostream.results.intake.Columns.column;

import io.histostream.results.intake.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one request, gathered in a table of their own until all are there, then made labels at once. Until then
 * nothing is locked, however slowly the request comes; from then on requests of one tenant go one after the other.
 */
final class LabelStaging {

    private static final String CREATE = "CREATE TEMPORARY TABLE requested_label (position bigint, image_id uuid,"
            + " class text, label text, source text, review boolean) ON COMMIT DROP";

    private static final Columns<LabelRow> COLUMNS = new Columns<>(List.of(
            column("position", "bigint", LabelRow::position),
            column("image_id", "uuid", LabelRow::imageId),
            column("class", "text", LabelRow::className),
            column("label", "text", LabelRow::label),
            column("source", "text", LabelRow::source),
            column("review", "boolean", LabelRow::isReview)));

    private static final String ADD = COLUMNS.insertInto("requested_label");

    private static final String CONTRADICTIONS = "SELECT max(position) FROM requested_label GROUP BY image_id"
            + " HAVING min(coalesce(class, '')) <> max(coalesce(class, '')) OR min(label) <> max(label)"
            + " OR min(source) <> max(source) ORDER BY 1 LIMIT ?";

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('label'), hashtext(?))";

    // One statement, so that the labels that count and their history say the same. A label that is there as it
    // should be is left alone, a review included; to take back what is not there changes nothing. Nor does a source
    // that says again what it said before undo the review that came between: a list sent every night is harmless.
    private static final String APPLY = """
            WITH wanted AS (
              SELECT DISTINCT ON (image_id) image_id, class, label, source, review FROM requested_label ORDER BY image_id),
            changed AS (
              SELECT wanted.* FROM wanted LEFT JOIN label now ON now.tenant = ? AND now.image_id = wanted.image_id
              WHERE CASE WHEN wanted.class IS NULL THEN now.image_id IS NOT NULL
                ELSE (now.class, now.label, now.source) IS DISTINCT FROM (wanted.class, wanted.label, wanted.source)
                  OR wanted.review AND NOT now.review END
                AND NOT (now.review AND NOT wanted.review AND EXISTS (
                  SELECT FROM (
                    SELECT class, label FROM label_history said WHERE said.tenant = now.tenant
                      AND said.image_id = now.image_id AND said.source = wanted.source AND NOT said.review
                    ORDER BY change DESC LIMIT 1) last
                  WHERE (last.class, last.label) IS NOT DISTINCT FROM (wanted.class, wanted.label)))),
            history AS (
              INSERT INTO label_history (tenant, image_id, class, label, source, review, at)
              SELECT ?, image_id, class, label, source, review, ? FROM changed RETURNING 1),
            taken_back AS (
              DELETE FROM label USING changed
              WHERE label.tenant = ? AND label.image_id = changed.image_id AND changed.class IS NULL),
            kept AS (
              INSERT INTO label (tenant, image_id, class, label, source, review, at)
              SELECT ?, image_id, class, label, source, review, ? FROM changed WHERE class IS NOT NULL
              ON CONFLICT (tenant, image_id) DO UPDATE SET class = excluded.class, label = excluded.label,
                source = excluded.source, review = excluded.review, at = excluded.at)
            SELECT count(*) FROM history
            """;

    private final Connection connection;

    LabelStaging(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    void add(List<LabelRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            COLUMNS.bind(statement, rows);
            statement.executeUpdate();
        }
    }

    /** Positions of rows that say something else of an image than an earlier one does. */
    List<Long> contradictions(int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CONTRADICTIONS)) {
            statement.setInt(1, most);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> positions = new ArrayList<>();
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
                return positions;
            }
        }
    }

    /** Makes labels of the rows; how many labels are other than they were. */
    long apply(String tenant, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, tenant);
            statement.execute();
        }
        try (PreparedStatement statement = connection.prepareStatement(APPLY)) {
            Timestamp now = Timestamp.from(at);
            statement.setString(1, tenant);
            statement.setString(2, tenant);
            statement.setTimestamp(3, now);
            statement.setString(4, tenant);
            statement.setString(5, tenant);
            statement.setTimestamp(6, now);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
