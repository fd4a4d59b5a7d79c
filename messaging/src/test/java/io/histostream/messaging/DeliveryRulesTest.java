package io.histostream.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryRulesTest {

    private static final String PREFIX = "mp.messaging.connector.smallrye-kafka.";

    private final Map<String, String> settings = new HashMap<>(shippedDefaults());

    @Test
    void shippedDefaultsBreakNoRule() {
        assertThat(DeliveryRules.violations(consumer())).isEmpty();
        assertThat(DeliveryRules.violations(producer("kafka-producer-batches"))).isEmpty();
        assertThat(DeliveryRules.violations(producer("kafka-dead-letter-topic-producer-x")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "acks,1",
        "acks,0",
        "enable.idempotence,false",
        "retries,5",
        "delivery.timeout.ms,120000",
        "waitForWriteCompletion,false"
    })
    void refusesAProducerThatMayLoseRecords(String setting, String value) {
        settings.put(setting, value);

        assertThat(DeliveryRules.violations(producer("kafka-producer-batches")))
                .singleElement()
                .asString()
                .startsWith("PRODUCER any: " + setting + " is " + value + ", must be ");
        assertThat(DeliveryRules.violations(producer("kafka-dead-letter-topic-producer-x")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "auto.offset.reset,latest",
        "enable.auto.commit,true",
        "session.timeout.ms,45000",
        "commit-strategy,latest",
        "throttled.unprocessed-record-max-age.ms,60000",
        "throttled.ordered,key",
        "failure-strategy,fail",
        "failure-strategy,dead-letter-queue",
        "fail-on-deserialization-failure,true",
        "dead-letter-queue.topic,elsewhere"
    })
    void refusesAConsumerThatMayLoseOrStallRecords(String setting, String value) {
        settings.put(setting, value);

        assertThat(DeliveryRules.violations(consumer()))
                .singleElement()
                .asString()
                .startsWith("CONSUMER any: " + setting + " is " + value + ", must be ");
    }

    @Test
    void refusesTheConnectorsOwnDefaults() {
        settings.clear();

        assertThat(DeliveryRules.violations(consumer())).hasSize(7);
        // The connector itself always passes its own default on.
        settings.put("acks", "1");
        assertThat(DeliveryRules.violations(producer("kafka-producer-batches"))).hasSize(2);
    }

    @Test
    void refusesAConsumerWhoseGroupIsNewAtEachStart() {
        Map<String, Object> properties = new HashMap<>(settings);
        properties.put("value.deserializer", "any");

        assertThat(DeliveryRules.violations(KafkaClient.of("any", properties, config(settings))))
                .containsExactly("CONSUMER any: group.id is generated at each start, must be named");
    }

    @Test
    void refusesADeadLetterProducerThatCannotWriteRawBytes() {
        Map<String, Object> properties = new HashMap<>(settings);
        properties.put("client.id", "kafka-dead-letter-topic-producer-x");
        properties.put("value.serializer", "io.histostream.messaging.MessageSerializer");

        assertThat(DeliveryRules.violations(KafkaClient.of("any", properties, config(settings))))
                .singleElement()
                .asString()
                .contains("value.serializer");
    }

    private KafkaClient consumer() {
        Map<String, String> channel = new HashMap<>(settings);
        channel.put("group.id", "results");
        Map<String, Object> properties = new HashMap<>(channel);
        properties.put("value.deserializer", "any");
        return KafkaClient.of("any", properties, config(channel));
    }

    private KafkaClient producer(String clientId) {
        Map<String, Object> properties = new HashMap<>(settings);
        properties.put("client.id", clientId);
        properties.put("value.serializer", settings.get("dead-letter-queue.value.serializer"));
        properties.values().removeIf(value -> value == null);
        return KafkaClient.of("any", properties, config(settings));
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder().withDefaultValues(settings).build();
    }

    private static Map<String, String> shippedDefaults() {
        Properties file = new Properties();
        try (InputStream in = DeliveryRules.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            file.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> defaults = new HashMap<>();
        file.forEach((name, value) -> defaults.put(name.toString().substring(PREFIX.length()), value.toString()));
        return defaults;
    }
}
