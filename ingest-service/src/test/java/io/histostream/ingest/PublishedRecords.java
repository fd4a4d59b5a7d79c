package io.histostream.ingest;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that stands on the topics, read from their beginning. */
final class PublishedRecords implements AutoCloseable {

    static final List<String> JOB_TOPICS = List.of("image-jobs.resnet34", "image-jobs.alexnet");

    record Published(String topic, String key, JsonNode json) {

        UUID batchId() {
            return UUID.fromString(json.get("batchId").asText());
        }
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Published> records = new ArrayList<>();

    PublishedRecords() {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        DevStackResource.stack().bootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(Topics.BATCHES, JOB_TOPICS.get(0), JOB_TOPICS.get(1))) {
            partitions.add(new TopicPartition(topic, 0));
            partitions.add(new TopicPartition(topic, 1));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits until a batch has one message about itself and a number of jobs; gives the jobs. */
    List<Published> awaitJobs(UUID batchId, int jobs) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> distinct(batchId, false) == jobs && distinct(batchId, true) == 1);
        return jobs(batchId);
    }

    List<Published> jobs(UUID batchId) {
        return records.stream()
                .filter(published -> !published.topic().equals(Topics.BATCHES))
                .filter(published -> published.batchId().equals(batchId))
                .toList();
    }

    /** The message about a batch itself; it must have been waited for. */
    JsonNode batch(UUID batchId) {
        return records.stream()
                .filter(published -> published.topic().equals(Topics.BATCHES))
                .filter(published -> published.batchId().equals(batchId))
                .findFirst()
                .orElseThrow()
                .json();
    }

    /** Reads on, and counts the different keys of a batch. */
    private long distinct(UUID batchId, boolean about) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            records.add(new Published(record.topic(), record.key(), parse(record.value())));
        }
        return records.stream()
                .filter(published -> published.topic().equals(Topics.BATCHES) == about)
                .filter(published -> published.batchId().equals(batchId))
                .map(published -> published.topic() + published.key())
                .distinct()
                .count();
    }

    private static JsonNode parse(byte[] value) {
        try {
            return ContractJson.MAPPER.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
