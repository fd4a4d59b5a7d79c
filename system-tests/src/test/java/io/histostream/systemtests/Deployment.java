package io.histostream.systemtests;

import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStack;
import io.histostream.devstack.DevStackOptions;
import io.histostream.devstack.FreePorts;
import io.histostream.devstack.ServiceProcess;
import io.histostream.imagestore.s3.S3Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Kafka, PostgreSQL and the three packaged services as processes, on free ports, with all their state in one folder. */
final class Deployment implements AutoCloseable {

    static final String TENANT = "default";

    /** A model of one layer: what is tested here is everything around it. */
    static final String MODEL = System.getProperty("systemtests.model", "tiny");

    private static final Path ROOT = Path.of(System.getProperty("histostream.root", ".."));
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final int PARTITIONS = 3;

    private final Path folder;
    private final RunLog log;
    private final DevStack servers;
    private final Map<Role, ServiceProcess> services = new EnumMap<>(Role.class);
    private final List<ServiceProcess> replicas = new ArrayList<>();
    private final Map<Role, Supervisor> supervisors = new EnumMap<>(Role.class);

    private Deployment(String name, Map<Role, Map<String, String>> configuration) {
        this.folder = ROOT.resolve("system-tests/target").resolve(name).toAbsolutePath();
        empty(folder);
        this.log = new RunLog(folder);
        Map<String, Integer> topics = Map.of(
                Topics.BATCHES,
                PARTITIONS,
                Topics.imageJobs(MODEL),
                PARTITIONS,
                Topics.JOB_OUTCOMES,
                PARTITIONS,
                Topics.MODELS_IN_SERVICE,
                1,
                Topics.DEAD_LETTERS,
                1);
        this.servers = DevStack.start(DevStackOptions.forTests(folder.resolve("servers"), topics));
        for (Role role : Role.values()) {
            services.put(role, service(role, role.module(), configuration.getOrDefault(role, Map.of())));
        }
    }

    /** Starts everything, each service watched by a supervisor that starts it again when it ends. */
    static Deployment start(String name) {
        return start(name, Map.of());
    }

    /** As {@link #start(String)}, with more configuration for some services. */
    static Deployment start(String name, Map<Role, Map<String, String>> configuration) {
        Deployment deployment = new Deployment(name, configuration);
        try {
            deployment.startServices();
            return deployment;
        } catch (RuntimeException | InterruptedException e) {
            deployment.close();
            throw new IllegalStateException("the deployment did not start; its logs are in " + deployment.folder, e);
        }
    }

    /** Configuration of a service whose images are in a bucket and not in a folder. */
    static Map<String, String> imagesIn(S3Config bucket) {
        String prefix = "histostream.image-store.";
        return Map.of(
                prefix + "folder", "",
                prefix + "s3.bucket", bucket.bucket().orElseThrow(),
                prefix + "s3.endpoint", bucket.endpoint().orElseThrow().toString(),
                prefix + "s3.path-style", Boolean.toString(bucket.pathStyle()),
                prefix + "s3.access-key", bucket.accessKey().orElseThrow(),
                prefix + "s3.secret-key", bucket.secretKey().orElseThrow());
    }

    /** Starts one more process of a service, which nobody starts again when it ends. */
    ServiceProcess startReplica(Role role) {
        ServiceProcess replica = service(role, role.module() + "-" + (replicas.size() + 2), Map.of());
        replicas.add(replica);
        replica.start();
        return replica;
    }

    private ServiceProcess service(Role role, String name, Map<String, String> more) {
        Path jar = ROOT.resolve(role.module()).resolve("target/quarkus-app/quarkus-run.jar");
        Map<String, String> properties = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                servers.bootstrapServers(),
                "histostream.tenant",
                TENANT,
                "quarkus.log.console.json.enabled",
                "false"));
        switch (role) {
            case INGEST -> {
                properties.put("histostream.image-store.folder", images().toString());
                properties.put("histostream.ingest.models", MODEL);
            }
            case INFERENCE -> {
                properties.put("histostream.image-store.folder", images().toString());
                properties.put("histostream.models.folder", models().toString());
                properties.put("histostream.inference.models", MODEL);
            }
            case RESULTS -> {
                properties.put("histostream.image-store.folder", images().toString());
                properties.put("quarkus.datasource.jdbc.url", servers.jdbcUrl());
                properties.put("quarkus.datasource.username", servers.databaseUser());
                properties.put("quarkus.datasource.password", "");
            }
        }
        properties.putAll(more);
        // The first compiler only: a service that is killed every few seconds never lives to see the second.
        List<String> jvm = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        Path output = folder.resolve(name + ".log");
        return new ServiceProcess(name, jar, FreePorts.find(1)[0], output, jvm, properties);
    }

    private static Path models() {
        String folder = System.getProperty("systemtests.models", "inference-service/src/test/resources/models");
        return ROOT.resolve(folder).toAbsolutePath();
    }

    private void startServices() throws InterruptedException {
        for (Role role : Role.values()) {
            services.get(role).start();
            supervisors.put(role, new Supervisor(services.get(role), log));
        }
        awaitReady();
        for (Role role : Role.values()) {
            if (restarts(role) > 0) {
                throw new IllegalStateException(role.module() + " did not start at once");
            }
        }
    }

    /** Waits until every service is ready, however often it is started again meanwhile. */
    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        for (ServiceProcess service : services.values()) {
            while (!service.isReady()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(service.name() + " is not ready; its log is " + service.log());
                }
                Thread.sleep(200);
            }
        }
    }

    RunLog log() {
        return log;
    }

    Path folder() {
        return folder;
    }

    /** The folder of the image store. */
    Path images() {
        return folder.resolve("images");
    }

    DevStack servers() {
        return servers;
    }

    ServiceProcess service(Role role) {
        return services.get(role);
    }

    /** How often a service was started again. */
    int restarts(Role role) {
        return supervisors.get(role).restarts();
    }

    @Override
    public void close() {
        supervisors.values().forEach(Supervisor::close);
        List<Runnable> steps = new ArrayList<>();
        replicas.forEach(replica -> steps.add(replica::kill));
        services.values().forEach(service -> steps.add(service::kill));
        steps.add(servers::close);
        steps.add(log::close);
        steps.forEach(Runnable::run);
    }

    private static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
