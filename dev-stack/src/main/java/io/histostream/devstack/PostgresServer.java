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
import java.util.concurrent.TimeUnit;

/** A single PostgreSQL with an empty database {@code histostream}. Arguments: state folder, port, durable. */
final class PostgresServer {

    static final String DATABASE = "histostream";
    static final String USER = "postgres";

    private PostgresServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Path state = Path.of(arguments[0]);
        Path files = state.resolve("data");
        stopOrphan(files);
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
    private static void stopOrphan(Path files) throws IOException, InterruptedException {
        Path pidFile = files.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        ProcessHandle orphan = ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().orElse("").endsWith("postgres"))
                .orElse(null);
        if (orphan == null) {
            return;
        }
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients to leave.
        if (new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor() == 0) {
            orphan.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
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
