package io.histostream.cli.local;

import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStackOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to start.
 *
 * @param repository folder that holds the built services
 * @param models names of the models to serve, each by a worker of its own
 */
public record LocalOptions(Home home, Ports ports, Path repository, ModelsFolder modelsFolder, List<String> models) {

    private static final int PARTITIONS = 4;
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1");
    private static final List<String> BUSY = List.of("-XX:+UseSerialGC", "-Xmx512m");

    public LocalOptions {
        models = List.copyOf(models);
    }

    DevStackOptions servers() {
        Map<String, Integer> topics = new LinkedHashMap<>();
        topics.put(Topics.BATCHES, 1);
        topics.put(Topics.JOB_OUTCOMES, PARTITIONS);
        topics.put(Topics.DEAD_LETTERS, 1);
        models.forEach(model -> topics.put(Topics.imageJobs(model), PARTITIONS));
        return new DevStackOptions(
                home.folder(), ports.kafka(), ports.kafkaController(), ports.postgres(), topics, true);
    }

    /** In the order in which they stop: whoever makes work stops before whoever does it. */
    List<Service> services(String bootstrapServers, String jdbcUrl, String databaseUser) {
        List<Service> services = new ArrayList<>();
        services.add(service(
                "ingest",
                "ingest-service",
                ports.ingest(),
                SMALL,
                Map.of(
                        "kafka.bootstrap.servers", bootstrapServers,
                        "histostream.image-store.folder", home.images().toString(),
                        "histostream.ingest.models", String.join(",", models))));
        for (int i = 0; i < models.size(); i++) {
            services.add(service(
                    "inference-" + models.get(i),
                    "inference-service",
                    ports.inference(i),
                    BUSY,
                    Map.of(
                            "kafka.bootstrap.servers", bootstrapServers,
                            "histostream.image-store.folder", home.images().toString(),
                            "histostream.models.folder", modelsFolder.folder().toString(),
                            "histostream.inference.model", models.get(i))));
        }
        services.add(service(
                "results",
                "results-service",
                ports.results(),
                SMALL,
                Map.of(
                        "kafka.bootstrap.servers", bootstrapServers,
                        "quarkus.datasource.jdbc.url", jdbcUrl,
                        "quarkus.datasource.username", databaseUser,
                        "quarkus.datasource.password", "")));
        return services;
    }

    private Service service(
            String name, String module, int port, List<String> jvmOptions, Map<String, String> settings) {
        Path jar = repository.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        return new Service(name, jar, port, jvmOptions, settings);
    }
}
