package io.histostream.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** Watches the results in PostgreSQL: a row counts once it is committed. */
final class CommittedRows implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Connection connection;

    CommittedRows(String jdbcUrl, String user) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl, user, "");
    }

    /** Returns when a batch has so many predictions; a failed job is an error, since every picture is good. */
    void await(UUID batchId, int count, Duration interval) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count(batchId, "SUCCEEDED") < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("batch " + batchId + " did not finish in " + PATIENCE);
            }
            Thread.sleep(interval.toMillis());
        }
        if (count(batchId, "FAILED") > 0) {
            throw new IllegalStateException("batch " + batchId + " has failed jobs");
        }
    }

    private int count(UUID batchId, String state) throws SQLException {
        String sql = "SELECT count(*) FROM job WHERE batch_id = ? AND state = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, batchId);
            statement.setString(2, state);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
