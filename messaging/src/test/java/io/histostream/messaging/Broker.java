package io.histostream.messaging;

import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ImageJob;
import io.histostream.devstack.DevStackResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The test's own view of the broker, by plain Kafka clients. */
final class Broker implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    Broker(String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(address(), new StringSerializer(), new ByteArraySerializer());
        this.admin = Admin.create(address());
    }

    private static Map<String, Object> address() {
        return Map.of("bootstrap.servers", DevStackResource.stack().bootstrapServers());
    }

    void send(String key, byte[] value) throws Exception {
        assert producer.send(new ProducerRecord<>(topic, key, value)).get().hasOffset();
    }

    void send(ImageJob job) throws Exception {
        send(job.jobId().toString(), ContractJson.MAPPER.writeValueAsBytes(job));
    }

    /** The offset that a group has committed on the topic's first partition. */
    long committed(String group) throws Exception {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, 0));
        return offset == null ? 0 : offset.offset();
    }

    /** Everything in the topic's first partition, from its beginning. */
    List<ConsumerRecord<byte[], byte[]>> read() {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(address(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
