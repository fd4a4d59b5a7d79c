package io.histostream.devstack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A single PostgreSQL with an empty database {@code histostream}. Arguments: state folder, port, durable. */
final class PostgresServer {

    static final String DATABASE = "histostream";
    static final String USER = "postgres";

    private PostgresServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Path state = Path.of(arguments[0]);
        Path files = state.resolve("data");
        stopOrphan(state);
        Files.createDirectories(state);
        String durable = Boolean.parseBoolean(arguments[2]) ? "on" : "off";
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(state.resolve("binaries").toFile())
                .setDataDirectory(files)
                .setCleanDataDirectory(false)
                .setPort(Integer.parseInt(arguments[1]))
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setServerConfig("full_page_writes", durable)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres), "postgres-shutdown"));
        createDatabase(postgres);
        ServerMain.serveUntilParentEnds();
    }

    /** A killed launcher leaves its PostgreSQL behind, which would hold on to the files and the port. */
    static void stopOrphan(Path state) {
        Path pidFile = state.resolve("data").resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            if (lines.size() < 3) {
                return;
            }
            long pid = Long.parseLong(lines.get(0).strip());
            Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            ProcessHandle orphan = ProcessHandle.of(pid)
                    .filter(process -> isPostgresSince(process, started))
                    .orElse(null);
            // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients to leave.
            if (orphan != null
                    && new ProcessBuilder("kill", "-INT", Long.toString(pid))
                                    .start()
                                    .waitFor()
                            == 0) {
                orphan.onExit().orTimeout(20, TimeUnit.SECONDS).join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The process id alone may by now be somebody else's.
    private static boolean isPostgresSince(ProcessHandle process, Instant started) {
        Duration tolerance = Duration.ofSeconds(10);
        return process.info().command().orElse("").endsWith("postgres")
                && process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, started).abs().compareTo(tolerance) < 0)
                        .orElse(false);
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                try (Statement create = connection.createStatement()) {
                    create.execute("CREATE DATABASE " + DATABASE);
                }
            }
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
