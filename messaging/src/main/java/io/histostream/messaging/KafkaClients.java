package io.histostream.messaging;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * Sees the final configuration of every Kafka client that the connector makes, keeps it to be read, and refuses to start
 * a client that breaks {@link DeliveryRules}.
 */
@ApplicationScoped
public class KafkaClients implements ClientCustomizer<Map<String, Object>> {

    private final List<KafkaClient> made = new CopyOnWriteArrayList<>();

    @Override
    public Map<String, Object> customize(String channel, Config settings, Map<String, Object> properties) {
        KafkaClient client = KafkaClient.of(channel, properties, settings);
        List<String> violations = DeliveryRules.violations(client);
        if (!violations.isEmpty()) {
            throw new IllegalStateException(
                    violations.stream().collect(Collectors.joining("; ", "unsafe Kafka configuration: ", "")));
        }
        made.add(client);
        return properties;
    }

    /** Every client made so far, in that order. */
    public List<KafkaClient> made() {
        return List.copyOf(made);
    }

    /** The clients of one channel in one role. */
    public List<KafkaClient> made(KafkaClient.Role role, String channel) {
        return made.stream()
                .filter(client -> client.role() == role && client.channel().equals(channel))
                .toList();
    }

    /** After every other customizer, so that nothing changes a client's configuration once it was checked. */
    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }
}
