package io.histostream.benchmarks.size;

import io.histostream.benchmarks.RowThroughput;
import io.histostream.benchmarks.size.IngestUnderReading.Slowing;
import io.histostream.benchmarks.size.Reader.Times;
import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStack;
import io.histostream.devstack.DevStackOptions;
import io.histostream.devstack.FreePorts;
import io.histostream.devstack.ServiceProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Fills databases of several sizes, asks the packaged results service for its pages, and tells how the times grow. */
@CommandLine.Command(name = "size-benchmark", mixinStandardHelpOptions = true)
public final class SizeBenchmark implements Callable<Integer> {

    private static final Map<String, Integer> TOPICS =
            Map.of(Topics.BATCHES, 1, Topics.JOB_OUTCOMES, 3, Topics.DEAD_LETTERS, 1, "models-in-service", 1);

    private static final int WARM_UPS = 100;

    @Option(names = "--repository", description = "folder of the built services", defaultValue = ".")
    Path repository;

    @Option(names = "--home", description = "state; a filled database in it is used again", required = true)
    Path home;

    @Option(
            names = "--predictions",
            description = "sizes, smallest first",
            split = ",",
            defaultValue = "1000000,10000000")
    List<Integer> sizes;

    @Option(names = "--requests", description = "that count, of every question", defaultValue = "200")
    int requests;

    @Option(names = "--sessions", description = "that fill a database side by side", defaultValue = "2")
    int sessions;

    @Option(names = "--rounds", description = "of ingest alone and beside readers", defaultValue = "5")
    int rounds;

    @Option(names = "--pause", description = "of a reader between two pages, in milliseconds", defaultValue = "1000")
    int pause;

    @Option(
            names = "--ask",
            description = "only questions in whose name this regular expression is found",
            defaultValue = "")
    Pattern ask;

    private final GrowthTable table = new GrowthTable();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SizeBenchmark())
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        System.out.println("PostgreSQL runs with 1 GB of shared buffers and does not wait for the disk (fsync off).");
        try (DevStack stack = DevStack.start(DevStackOptions.forTests(home, TOPICS))) {
            configure(stack);
            for (int size : sizes) {
                measure(stack, size);
            }
        }
        table.print(System.out);
        return 0;
    }

    private static void configure(DevStack stack) throws SQLException {
        execute(stack, "ALTER SYSTEM SET shared_buffers = '1GB'", "ALTER SYSTEM SET max_wal_size = '8GB'");
        stack.postgres().stop();
        stack.postgres().start();
    }

    private void measure(DevStack stack, int size) throws Exception {
        String name = "predictions_" + size;
        String url = stack.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
        FilledDatabase database = new FilledDatabase(url, stack.databaseUser());
        if (!exists(stack, name)) {
            execute(stack, "CREATE DATABASE " + name);
            // The service makes its own schema.
            try (ServiceProcess service = service(stack, url)) {
                ready(service);
            }
        }
        if (!database.isFilled()) {
            long start = System.nanoTime();
            database.fill(size, sessions);
            System.out.printf("%,d predictions made in %.0f s%n", size, (System.nanoTime() - start) / 1e9);
        }
        try (ServiceProcess service = service(stack, url)) {
            ready(service);
            ask(new Reader(service.uri(), processors(stack, service)), database, size);
            if (rounds > 0 && size == sizes.get(sizes.size() - 1)) {
                ingest(stack, url, service, database);
            }
        }
    }

    private void ask(Reader reader, FilledDatabase database, int size) throws Exception {
        // The compilers' work is over, and the load's too, before anything counts.
        for (String path : Questions.walks(database).values()) {
            reader.timeWalk(path, 0, WARM_UPS);
        }
        for (Map.Entry<String, String> question : Questions.walks(database).entrySet()) {
            String name = "predictions: " + question.getKey();
            if (ask.matcher(name).find()) {
                add(size, name, reader.timeWalk(question.getValue(), 30, requests));
            }
        }
        for (Map.Entry<String, String> question : Questions.pages(database).entrySet()) {
            if (ask.matcher(question.getKey()).find() && reader.has(question.getValue())) {
                add(size, question.getKey(), reader.time(question.getValue(), 10, requests));
            }
        }
    }

    private void add(int size, String question, Times times) {
        System.out.printf(
                "%,d: %s: %.1f ms, p99 %.1f ms, processors %.1f ms%n",
                size, question, times.median(), times.p99(), times.processor());
        table.add(size, question, times);
    }

    private void ingest(DevStack stack, String url, ServiceProcess service, FilledDatabase database) throws Exception {
        List<String> paths = new ArrayList<>(Questions.pages(database).values());
        paths.addAll(Questions.walks(database).values());
        Reader reader = new Reader(service.uri(), processors(stack, service));
        List<String> answered = new ArrayList<>();
        for (String path : paths) {
            if (reader.has(path)) {
                answered.add(path);
            }
        }
        RowThroughput rows = new RowThroughput(stack.bootstrapServers(), url, stack.databaseUser(), 10_000);
        Slowing slowing = new IngestUnderReading(rows, reader, answered).measure(rounds, Duration.ofMillis(pause));
        System.out.printf(
                "ingest: %.0f rows/s alone, %.0f beside 8 readers (%.1f pages/s): ratio of medians %.2f%n",
                slowing.alone(), slowing.besideReaders(), slowing.requestsPerSecond(), slowing.ratio());
    }

    private ServiceProcess service(DevStack stack, String url) {
        return new ServiceProcess(
                "results",
                repository.resolve("results-service/target/quarkus-app/quarkus-run.jar"),
                FreePorts.find(1)[0],
                home.resolve("logs/results.log"),
                List.of("-XX:+UseSerialGC", "-Xmx768m"),
                Map.of(
                        "kafka.bootstrap.servers",
                        stack.bootstrapServers(),
                        "histostream.image-store.folder",
                        home.resolve("images").toString(),
                        "quarkus.log.console.json.enabled",
                        "false",
                        "quarkus.datasource.jdbc.url",
                        url,
                        "quarkus.datasource.username",
                        stack.databaseUser(),
                        "quarkus.datasource.password",
                        ""));
    }

    private static ProcessorTime processors(DevStack stack, ServiceProcess service) {
        return new ProcessorTime(List.of(stack.postgres().handle(), service.handle()));
    }

    private static void ready(ServiceProcess service) throws InterruptedException {
        service.start();
        service.awaitReady(Duration.ofMinutes(20));
    }

    private static boolean exists(DevStack stack, String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), stack.databaseUser(), "");
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")
                    .next();
        }
    }

    private static void execute(DevStack stack, String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), stack.databaseUser(), "");
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
