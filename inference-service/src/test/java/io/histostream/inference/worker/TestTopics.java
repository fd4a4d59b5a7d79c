package io.histostream.inference.worker;

import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.ModelInService;
import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other ends of the worker's topics, by plain Kafka clients. */
final class TestTopics implements AutoCloseable {

    private static final String JOBS = Topics.imageJobs("tiny");
    private static final String GROUP = "inference.tiny";

    private final Map<String, Object> address;
    private final KafkaProducer<String, byte[]> producer;

    /** Those of the running Quarkus test. */
    TestTopics() {
        this(DevStackResource.stack().bootstrapServers());
    }

    TestTopics(String bootstrapServers) {
        this.address = Map.of("bootstrap.servers", bootstrapServers);
        this.producer = new KafkaProducer<>(address, new StringSerializer(), new ByteArraySerializer());
    }

    void send(ImageJob job) {
        try {
            send(job.jobId().toString(), ContractJson.MAPPER.writeValueAsBytes(job));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String key, byte[] value) {
        try {
            assert producer.send(new ProducerRecord<>(JOBS, key, value)).get().hasOffset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The outcomes of a job so far. */
    List<JobOutcome> outcomes(UUID jobId) {
        List<JobOutcome> outcomes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : read(Topics.JOB_OUTCOMES)) {
            if (record.key().equals(jobId.toString())) {
                try {
                    outcomes.add(ContractJson.MAPPER.readValue(record.value(), JobOutcome.class));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return outcomes;
    }

    /** The latest notice of each version that was put into service, by its key. */
    Map<String, ModelInService> modelsInService() {
        Map<String, ModelInService> notices = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : read(Topics.MODELS_IN_SERVICE)) {
            try {
                notices.put(record.key(), ContractJson.MAPPER.readValue(record.value(), ModelInService.class));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return notices;
    }

    /** How many outcomes each job has, by its id. */
    Map<String, Long> outcomesByJob() {
        return read(Topics.JOB_OUTCOMES).stream()
                .collect(Collectors.groupingBy(ConsumerRecord::key, Collectors.counting()));
    }

    /** How many workers take jobs. */
    int workers() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(address)) {
            return admin.describeConsumerGroups(List.of(GROUP))
                    .describedGroups()
                    .get(GROUP)
                    .get()
                    .members()
                    .size();
        }
    }

    /** How many records of the jobs' topic the worker has committed. */
    long committed() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(address)) {
            return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }

    /** Everything in the topic's first partition. */
    List<ConsumerRecord<String, byte[]>> read(String topic) {
        return read(topic, 0);
    }

    List<ConsumerRecord<String, byte[]>> read(String topic, int number) {
        TopicPartition partition = new TopicPartition(topic, number);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(address, new StringDeserializer(), new ByteArrayDeserializer())) {
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
    }
}
