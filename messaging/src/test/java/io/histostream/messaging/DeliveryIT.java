package io.histostream.messaging;

import static io.histostream.messaging.KafkaClient.Role.CONSUMER;
import static io.histostream.messaging.KafkaClient.Role.DEAD_LETTER_PRODUCER;
import static io.histostream.messaging.KafkaClient.Role.PRODUCER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.ImageJob;
import io.histostream.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

// One application for all: what stays unacknowledged, and that the service is stopping, cannot be taken back.
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = {
            @ResourceArg(name = "image-jobs.test", value = "1"),
            @ResourceArg(name = "batches", value = "1"),
            @ResourceArg(name = "dead-letters", value = "1")
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryIT {

    private static final String GROUP = "messaging-it";

    private static Broker jobs;
    private static Broker letters;

    @Inject
    ExampleConsumer consumer;

    @Inject
    KafkaClients clients;

    @Inject
    Stopping stopping;

    @BeforeAll
    static void connect() {
        jobs = new Broker("image-jobs.test");
        letters = new Broker("dead-letters");
    }

    @AfterAll
    static void disconnect() {
        jobs.close();
        letters.close();
    }

    @Test
    @Order(1)
    void everyClientKeepsTheRules() {
        assertThat(clients.made())
                .extracting(KafkaClient::role, KafkaClient::channel)
                .contains(
                        tuple(CONSUMER, "image-jobs"),
                        tuple(DEAD_LETTER_PRODUCER, "image-jobs"),
                        tuple(PRODUCER, "batches"));
        assertThat(clients.made()).flatExtracting(DeliveryRules::violations).isEmpty();
    }

    @Test
    @Order(2)
    void deadLettersUnreadableBytesAndGoesOn() throws Exception {
        ImageJob job = ImageJobs.any();
        byte[] unreadable = {(byte) 0xFF, 0, '{', 1};
        jobs.send("key-1", unreadable);
        jobs.send(job);
        jobs.send("key-2", "{\"schemaVersion\":99}".getBytes(UTF_8));
        jobs.send("key-3", null);

        await().until(() -> consumer.processed().contains(job.jobId()));
        await().until(() -> letters.read().size() == 3);
        List<ConsumerRecord<byte[], byte[]>> dead = letters.read();
        assertThat(dead)
                .extracting(letter -> new String(letter.key(), UTF_8))
                .containsExactly("key-1", "key-2", "key-3");
        assertThat(dead.get(0).value()).isEqualTo(unreadable);
        assertThat(header(dead.get(0), "dead-letter-reason"))
                .isEqualTo("the record's value is not a message of this topic");
        assertThat(header(dead.get(0), "dead-letter-topic")).isEqualTo("image-jobs.test");
        await().atMost(Duration.ofSeconds(15)).until(() -> jobs.committed(GROUP) == 4);
    }

    @Test
    @Order(3)
    void neitherAcknowledgesNorDeadLettersTroubleOutside() throws Exception {
        ImageJob refused = ImageJobs.any();
        ImageJob next = ImageJobs.any();
        consumer.refuse(refused.jobId());
        jobs.send(refused);
        jobs.send(next);

        await().until(() -> consumer.processed().contains(next.jobId()));
        assertNothingIsCommittedOrDeadLettered();
    }

    @Test
    @Order(4)
    void neitherAcknowledgesNorDeadLettersWhileStopping() throws Exception {
        ImageJob refused = ImageJobs.any();
        consumer.refuse(refused.jobId());
        stopping.begin();
        jobs.send("key-4", new byte[] {1});
        jobs.send(refused);

        await().until(() -> consumer.refused().contains(refused.jobId()));
        assertNothingIsCommittedOrDeadLettered();
    }

    // Longer than the commit interval.
    private static void assertNothingIsCommittedOrDeadLettered() {
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> jobs.committed(GROUP) == 4 && letters.read().size() == 3);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
