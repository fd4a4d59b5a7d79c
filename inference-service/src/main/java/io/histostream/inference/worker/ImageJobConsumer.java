package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;

/**
 * Takes jobs and publishes their outcomes, in the order in which they end. A job is acknowledged when Kafka has
 * acknowledged its outcome, never before. Only so many jobs are in flight; with more to come, the consumer pauses.
 */
@ApplicationScoped
public class ImageJobConsumer {

    private static final Logger LOG = Logger.getLogger(ImageJobConsumer.class);

    private final Worker worker;

    ImageJobConsumer(Worker worker) {
        this.worker = worker;
    }

    @Incoming("image-jobs")
    @Outgoing("job-outcomes")
    Multi<Message<JobOutcome>> classify(Multi<Message<ImageJob>> jobs) {
        return jobs.onItem().transformToUni(this::classify).merge(worker.maxInFlight());
    }

    private Uni<Message<JobOutcome>> classify(Message<ImageJob> message) {
        if (!worker.inFlight().begin()) {
            return Uni.createFrom().nothing();
        }
        return Uni.createFrom()
                .completionStage(() -> worker.pipeline().process(message.getPayload()))
                .onItem()
                .transform(outcome -> publishing(message, outcome))
                .onFailure()
                .recoverWithUni(failure -> leave(message, failure));
    }

    private Message<JobOutcome> publishing(Message<ImageJob> message, JobOutcome outcome) {
        String key = outcome.job().jobId().toString();
        return message.withPayload(outcome)
                .addMetadata(OutgoingKafkaRecordMetadata.builder().withKey(key).build())
                .withAckWithMetadata(metadata -> ended(message.ack(metadata)))
                .withNackWithMetadata((failure, metadata) -> ended(message.nack(failure, metadata)));
    }

    private CompletionStage<Void> ended(CompletionStage<Void> acknowledged) {
        return acknowledged.whenComplete((done, failure) -> worker.inFlight().end());
    }

    /** A held job takes its place in flight with it: this worker has no more use for it. */
    private Uni<Message<JobOutcome>> leave(Message<ImageJob> message, Throwable failure) {
        worker.inFlight().end();
        if (failure instanceof JobHeldException) {
            return Uni.createFrom().nothing();
        }
        LOG.errorf(failure, "Job %s met a defect", message.getPayload().jobId());
        return Uni.createFrom()
                .completionStage(() -> message.nack(failure))
                .onItem()
                .transformToUni(done -> Uni.createFrom().nothing());
    }
}
