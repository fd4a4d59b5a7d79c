package io.histostream.devstack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A single Kafka broker in KRaft mode. Arguments: state folder, port, controller port, then {@code topic=partitions}. */
final class KafkaServer {

    /** Topics that say what is so now, and not what happened: the latest record of each key is kept for ever. */
    private static final Set<String> COMPACTED = Set.of("models-in-service");

    private KafkaServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Path state = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        Properties properties = properties(state, port, Integer.parseInt(arguments[2]));
        format(state, properties);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
        createTopics(port, Arrays.asList(arguments).subList(3, arguments.length));
        ServerMain.serveUntilParentEnds();
    }

    private static Properties properties(Path state, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("log.dirs", state.resolve("log").toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("auto.create.topics.enable", "false")));
        return properties;
    }

    private static void format(Path state, Properties properties) throws IOException {
        if (Files.exists(state.resolve("log").resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(state);
        Path file = state.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        if (StorageTool.execute(format, new PrintStream(System.err, true)) != 0) {
            throw new IllegalStateException("Kafka's storage could not be formatted in " + state);
        }
    }

    private static void createTopics(int port, List<String> topics) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .map(topic -> topic.split("=", 2))
                    .filter(topic -> !existing.contains(topic[0]))
                    .map(topic -> newTopic(topic[0], Integer.valueOf(topic[1])))
                    .toList();
            admin.createTopics(missing).all().get();
        }
    }

    private static NewTopic newTopic(String name, Integer partitions) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
        return COMPACTED.contains(name) ? topic.configs(Map.of("cleanup.policy", "compact")) : topic;
    }
}
