package io.histostream.devstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A Kafka broker and a PostgreSQL on this machine, each of which can be stopped, killed and started alone. */
public final class DevStack implements AutoCloseable {

    private final DevStackOptions options;
    private final ServerProcess kafka;
    private final ServerProcess postgres;

    private DevStack(DevStackOptions options) {
        this.options = options;
        Path logs = options.home().resolve("logs");
        List<String> kafkaArguments = new ArrayList<>(List.of(
                options.home().resolve("kafka").toString(),
                Integer.toString(options.kafkaPort()),
                Integer.toString(options.controllerPort())));
        options.topics().forEach((topic, partitions) -> kafkaArguments.add(topic + "=" + partitions));
        this.kafka = new ServerProcess(
                KafkaServer.class, logs.resolve("kafka.log"), List.of("-Xmx512m", "-XX:+UseSerialGC"), kafkaArguments);
        this.postgres = new ServerProcess(
                PostgresServer.class,
                logs.resolve("postgres.log"),
                List.of("-Xmx192m", "-XX:+UseSerialGC"),
                List.of(
                        options.home().resolve("postgres").toString(),
                        Integer.toString(options.postgresPort()),
                        Boolean.toString(options.durable())));
    }

    /** Starts both servers, side by side, and returns when both answer. */
    public static DevStack start(DevStackOptions options) {
        DevStack stack = prepare(options);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** A stack of which nothing runs yet, for a caller who may have to close it while it starts. */
    public static DevStack prepare(DevStackOptions options) {
        return new DevStack(options);
    }

    /** Starts both servers, side by side, and returns when both answer. */
    public void startAll() {
        CompletableFuture.allOf(CompletableFuture.runAsync(kafka::start), CompletableFuture.runAsync(postgres::start))
                .join();
    }

    /** Stops what a killed stack has left running on the state in this home. */
    public static void stopOrphans(Path home) {
        PostgresServer.stopOrphan(home.resolve("postgres"));
    }

    public ServerProcess kafka() {
        return kafka;
    }

    public ServerProcess postgres() {
        return postgres;
    }

    /** Kafka's {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + options.kafkaPort();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + options.postgresPort() + "/" + PostgresServer.DATABASE;
    }

    /** The database user; it needs no password on this machine. */
    public String databaseUser() {
        return PostgresServer.USER;
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
