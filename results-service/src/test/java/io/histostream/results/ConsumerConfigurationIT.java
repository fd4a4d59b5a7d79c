package io.histostream.results;

import static io.histostream.messaging.KafkaClient.Role.CONSUMER;
import static io.histostream.messaging.KafkaClient.Role.DEAD_LETTER_PRODUCER;
import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.messaging.DeliveryRules;
import io.histostream.messaging.KafkaClient;
import io.histostream.messaging.KafkaClients;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConsumerConfigurationIT {

    @Inject
    KafkaClients clients;

    @ParameterizedTest
    @ValueSource(strings = {"batches", "job-outcomes", "models-in-service"})
    void everyConsumerReadsInBatchesAsOneGroupAndLosesNothing(String channel) {
        List<KafkaClient> consumers = clients.made(CONSUMER, channel);
        List<KafkaClient> deadLetters = clients.made(DEAD_LETTER_PRODUCER, channel);

        assertThat(consumers).hasSize(1).allSatisfy(ConsumerConfigurationIT::isSafe);
        assertThat(deadLetters).hasSize(1).allSatisfy(ConsumerConfigurationIT::isSafe);
        assertThat(consumers.get(0).setting("group.id")).contains("results");
        assertThat(consumers.get(0).setting("batch")).contains("true");
        assertThat(consumers.get(0).properties())
                .containsEntry("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    }

    private static void isSafe(KafkaClient client) {
        assertThat(DeliveryRules.violations(client)).isEmpty();
    }
}
