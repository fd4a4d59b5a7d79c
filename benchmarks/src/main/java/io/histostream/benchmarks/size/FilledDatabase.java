package io.histostream.benchmarks.size;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Fills a migrated, empty database with predictions, made by PostgreSQL itself. */
final class FilledDatabase {

    private static final int MODELS = 5;

    private final String jdbcUrl;
    private final String user;

    FilledDatabase(String jdbcUrl, String user) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
    }

    boolean isFilled() throws SQLException {
        try (Connection connection = connect()) {
            return !texts(connection, "SELECT 1 FROM job LIMIT 1").isEmpty();
        }
    }

    /**
     * Secondary indexes and the primary key are dropped and made again, and the totals are counted once at the end: some
     * times faster than keeping them up row by row.
     */
    void fill(int predictions, int sessions) throws SQLException {
        String images = "SET bench.images = " + predictions / MODELS;
        try (Connection connection = connect()) {
            run(connection, images, resource("plan.sql"));
            List<String> indexes = texts(
                    connection,
                    "SELECT indexdef FROM pg_indexes WHERE tablename = 'job' AND indexname <> 'job_pkey'");
            for (String name : texts(
                    connection,
                    "SELECT indexname FROM pg_indexes WHERE tablename = 'job' AND indexname <> 'job_pkey'")) {
                run(connection, "DROP INDEX " + name);
            }
            run(connection, "ALTER TABLE job DROP CONSTRAINT job_pkey", "ALTER TABLE job DISABLE TRIGGER USER");
            insertJobs(sessions);
            run(connection, images, resource("rest.sql"));
            run(connection, "SET maintenance_work_mem = '600MB'", "ALTER TABLE job ADD PRIMARY KEY (job_id)");
            for (String index : indexes) {
                run(connection, index);
            }
            run(connection, "SELECT recount_jobs()", "ALTER TABLE job ENABLE TRIGGER USER");
            run(connection, "DROP SCHEMA bench CASCADE", "VACUUM ANALYZE");
        }
    }

    private void insertJobs(int sessions) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int session = 0; session < sessions; session++) {
            String number = "SET bench.session = " + session;
            all.add(CompletableFuture.runAsync(() -> {
                try (Connection connection = connect()) {
                    run(connection, "SET bench.sessions = " + sessions, number, resource("jobs.sql"));
                } catch (SQLException e) {
                    throw new CompletionException(e);
                }
            }));
        }
        all.forEach(CompletableFuture::join);
    }

    /** The only text of a query's only row. */
    String text(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return texts(connection, sql).get(0);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void run(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, "");
    }

    private static String resource(String name) {
        try (InputStream in = FilledDatabase.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
