package io.histostream.ingest.outbox;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.Topics;
import io.histostream.ingest.IngestConfig;
import io.histostream.ingest.IngestMetrics;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Publishes one message about the batch, then one per image and model, with a bounded number in flight. */
@Singleton
class KafkaBatchPublisher implements BatchPublisher {

    private final MutinyEmitter<BatchAccepted> batches;
    private final MutinyEmitter<ImageJob> jobs;
    private final int maxInFlight;
    private final IngestMetrics metrics;

    KafkaBatchPublisher(
            @Channel("batches") MutinyEmitter<BatchAccepted> batches,
            @Channel("image-jobs") MutinyEmitter<ImageJob> jobs,
            IngestConfig config,
            IngestMetrics metrics) {
        this.batches = batches;
        this.jobs = jobs;
        this.maxInFlight = config.outbox().maxRecordsInFlight();
        this.metrics = metrics;
    }

    @Override
    public void publish(BatchAccepted batch) {
        batches.sendMessage(record(batch, Topics.BATCHES, batch.batchId()))
                .await()
                .indefinitely();
        metrics.recordsPublished(Topics.BATCHES, 1);
        for (String model : batch.models()) {
            publishJobs(batch, model);
        }
    }

    private void publishJobs(BatchAccepted batch, String model) {
        String topic = Topics.imageJobs(model);
        Stream<ImageJob> all = batch.images().stream().map(image -> batch.job(image, model));
        Multi.createFrom()
                .items(all)
                .onItem()
                .transformToUni(job -> jobs.sendMessage(record(job, topic, job.jobId())))
                .merge(maxInFlight)
                .onItem()
                .ignoreAsUni()
                .await()
                .indefinitely();
        metrics.recordsPublished(topic, batch.images().size());
    }

    private static <T> Message<T> record(T payload, String topic, UUID key) {
        return Message.of(payload)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(topic)
                        .withKey(key.toString())
                        .build());
    }
}
