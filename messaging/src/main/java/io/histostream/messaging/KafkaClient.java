package io.histostream.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.eclipse.microprofile.config.Config;

/**
 * One Kafka client of a running service, as it is really configured.
 *
 * @param properties what the Kafka client was given
 * @param settings what the channel's connector was given
 */
public record KafkaClient(Role role, String channel, Map<String, Object> properties, Config settings) {

    /** What a client is for. */
    public enum Role {
        CONSUMER,
        PRODUCER,
        DEAD_LETTER_PRODUCER
    }

    private static final String DEAD_LETTER_CLIENT = "kafka-dead-letter-topic-producer-";

    public KafkaClient {
        properties = Map.copyOf(properties);
    }

    static KafkaClient of(String channel, Map<String, Object> properties, Config settings) {
        return new KafkaClient(role(properties), channel, properties, settings);
    }

    private static Role role(Map<String, Object> properties) {
        if (properties.containsKey(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG)) {
            return Role.CONSUMER;
        }
        String clientId =
                properties.getOrDefault(ProducerConfig.CLIENT_ID_CONFIG, "").toString();
        return clientId.startsWith(DEAD_LETTER_CLIENT) ? Role.DEAD_LETTER_PRODUCER : Role.PRODUCER;
    }

    /** The Kafka client's value of a property: as given, else Kafka's default. */
    public Object effective(String property) {
        ConfigDef known = role == Role.CONSUMER ? ConsumerConfig.configDef() : ProducerConfig.configDef();
        ConfigDef.ConfigKey key = known.configKeys().get(property);
        if (key == null) {
            throw new IllegalArgumentException(property + " is no property of a " + role);
        }
        Object given = properties.get(property);
        return given == null ? key.defaultValue : ConfigDef.parseType(property, given, key.type);
    }

    /** The connector's value of a setting of this channel, where there is one. */
    public Optional<String> setting(String name) {
        return settings.getOptionalValue(name, String.class);
    }

    /** All properties with Kafka's defaults filled in. */
    public Map<String, Object> effective() {
        ConfigDef known = role == Role.CONSUMER ? ConsumerConfig.configDef() : ProducerConfig.configDef();
        Map<String, Object> all = new HashMap<>();
        known.names().forEach(name -> all.put(name, effective(name)));
        return all;
    }
}
