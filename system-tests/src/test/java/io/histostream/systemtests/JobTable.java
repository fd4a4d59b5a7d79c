package io.histostream.systemtests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of the results, asked of PostgreSQL itself and not of the service that is under test. */
final class JobTable {

    /** A job's row; what the state does not have is {@code null}. */
    record Row(
            UUID jobId,
            UUID batchId,
            String sha256,
            String state,
            String modelDigest,
            String label,
            String scores,
            String failureCode) {}

    private final Deployment deployment;

    JobTable(Deployment deployment) {
        this.deployment = deployment;
    }

    List<Row> rows() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        deployment.servers().jdbcUrl(), deployment.servers().databaseUser(), "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT job_id, batch_id, sha256, state, model_digest, label, scores::text, failure_code FROM job")) {
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(new Row(
                        found.getObject(1, UUID.class),
                        found.getObject(2, UUID.class),
                        found.getString(3),
                        found.getString(4),
                        found.getString(5),
                        found.getString(6),
                        found.getString(7),
                        found.getString(8)));
            }
            return rows;
        }
    }

    /** How many jobs have ended. */
    long ended() throws SQLException {
        return count("SELECT count(*) FROM job WHERE state <> 'ACCEPTED'");
    }

    /** How many jobs this version of a model has ended. */
    long endedBy(String version) throws SQLException {
        return count("SELECT count(*) FROM job WHERE model_version = '" + version + "'");
    }

    /** Longest time from the post of a job to its end. */
    Duration longestWait() throws SQLException {
        return Duration.ofMillis(
                count("SELECT max(1000 * extract(epoch FROM completed_at - submitted_at))::bigint FROM job"));
    }

    private long count(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        deployment.servers().jdbcUrl(), deployment.servers().databaseUser(), "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }
}
