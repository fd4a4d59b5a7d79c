package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import io.histostream.devstack.DevStack;
import io.histostream.devstack.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each service of a local system is started. */
final class Services {

    static final String INGEST = "ingest";
    static final String INFERENCE = "inference";
    static final String RESULTS = "results";

    private static final List<String> SMALL_JVM = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1");
    private static final List<String> WORKER_JVM = List.of("-XX:+UseSerialGC");

    /** Of a worker's heap: pictures being decoded, of which there are as many as cores, however many models it serves. */
    private static final int WORKER_MEGABYTES = 448;

    /** Of a worker's heap, and as much outside it: images that wait, and batch buffers. */
    private static final int MODEL_MEGABYTES = 64;

    private final LocalOptions options;
    private final DevStack servers;

    Services(LocalOptions options, DevStack servers) {
        this.options = options;
        this.servers = servers;
    }

    /** In the order in which they stop: whoever makes work stops before whoever does it. */
    List<ServiceProcess> all() {
        List<ServiceProcess> services = new ArrayList<>();
        services.add(ingest());
        options.workers()
                .forEach((name, models) ->
                        services.add(worker(name, models, options.ports().inference(services.size() - 1))));
        services.add(results());
        return services;
    }

    private ServiceProcess ingest() {
        Map<String, String> properties = Map.of(
                "kafka.bootstrap.servers", servers.bootstrapServers(),
                "histostream.image-store.folder", options.home().images().toString(),
                "histostream.ingest.models", String.join(",", options.models()));
        return service(INGEST, "ingest-service", options.ports().ingest(), SMALL_JVM, properties);
    }

    private ServiceProcess worker(String name, List<String> models, int port) {
        Map<String, String> properties = Map.of(
                "kafka.bootstrap.servers", servers.bootstrapServers(),
                "histostream.image-store.folder", options.home().images().toString(),
                "histostream.models.folder", options.modelsFolder().folder().toString(),
                "histostream.inference.models", String.join(",", models));
        List<String> jvm = new ArrayList<>(WORKER_JVM);
        jvm.add("-Xmx" + (WORKER_MEGABYTES + models.size() * MODEL_MEGABYTES) + "m");
        return service(name, "inference-service", port, jvm, properties);
    }

    private ServiceProcess results() {
        Map<String, String> properties = Map.of(
                "kafka.bootstrap.servers", servers.bootstrapServers(),
                "histostream.image-store.folder", options.home().images().toString(),
                "quarkus.datasource.jdbc.url", servers.jdbcUrl(),
                "quarkus.datasource.username", servers.databaseUser(),
                "quarkus.datasource.password", "");
        return service(RESULTS, "results-service", options.ports().results(), SMALL_JVM, properties);
    }

    private ServiceProcess service(
            String name, String module, int port, List<String> jvmOptions, Map<String, String> properties) {
        Path jar = options.repository().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw CommandFailure.trouble(
                    "the " + name + " service is not built: " + jar + " is missing. ./mvnw package builds it.");
        }
        Map<String, String> all = new HashMap<>(properties);
        all.put("quarkus.log.console.json.enabled", "false");
        all.putAll(options.properties().getOrDefault(name, Map.of()));
        Path log = options.home().logs().resolve(name + ".log");
        return new ServiceProcess(name, jar, port, log, jvmOptions, all);
    }
}
