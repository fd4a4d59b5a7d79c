package io.histostream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.messaging.DeliveryRules;
import io.histostream.messaging.KafkaClient;
import io.histostream.messaging.KafkaClients;
import io.histostream.messaging.MessageSerializer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The producers as they really are configured lose nothing. */
@QuarkusTest
class ProducerConfigIT extends IngestTestBase {

    @Inject
    KafkaClients clients;

    @ParameterizedTest
    @ValueSource(strings = {"batches", "image-jobs"})
    void theEffectiveProducerLosesNothing(String channel) {
        client.post(IngestClient.batchOf(client.uploaded(1)), null);

        List<KafkaClient> producers = clients.made(KafkaClient.Role.PRODUCER, channel);

        assertThat(producers).hasSize(1);
        KafkaClient producer = producers.get(0);
        assertThat(DeliveryRules.violations(producer)).isEmpty();
        assertThat(producer.effective("acks")).isIn("all", "-1");
        assertThat(producer.effective("enable.idempotence")).isEqualTo(true);
        assertThat(producer.effective("delivery.timeout.ms")).isEqualTo(Integer.MAX_VALUE);
        assertThat(producer.properties().get("value.serializer")).isEqualTo(MessageSerializer.class.getName());
    }
}
