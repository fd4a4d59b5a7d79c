package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.messaging.OpenChannel;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes a model's jobs and publishes their outcomes, in the order in which they end. A job is acknowledged when Kafka has
 * acknowledged its outcome, never before. Only so many jobs are in flight; with more to come, this model's consumer pauses.
 */
final class LaneConsumption implements JobSource.Consumption {

    private static final Logger LOG = Logger.getLogger(LaneConsumption.class);

    /** Outcomes on their way to Kafka; beyond them, jobs wait. */
    private static final int MOST_UNACKNOWLEDGED = 256;

    /** A job that has ended, and what is to be published of it. */
    private record Ended(Message<ImageJob> message, JobOutcome outcome) {}

    private final ModelLane lane;
    private final OpenChannel<ImageJob> channel;
    private final Consumer<Message<JobOutcome>> publisher;
    private final Cancellable subscription;

    LaneConsumption(ModelLane lane, OpenChannel<ImageJob> channel, Consumer<Message<JobOutcome>> publisher) {
        this.lane = lane;
        this.channel = channel;
        this.publisher = publisher;
        this.subscription =
                outcomes(channel.messages(), lane.capacity()).subscribe().with(done -> {}, this::stopped);
    }

    private void stopped(Throwable failure) {
        LOG.errorf(failure, "%s takes no more jobs until a restart", lane.model());
        lane.takesNoMore();
    }

    private Multi<Void> outcomes(Multi<Message<ImageJob>> jobs, int maxInFlight) {
        return jobs.onItem()
                .transformToUni(this::classify)
                .merge(maxInFlight)
                .onItem()
                .transformToUni(this::publish)
                .merge(MOST_UNACKNOWLEDGED);
    }

    private Uni<Ended> classify(Message<ImageJob> message) {
        if (!lane.inFlight().begin()) {
            return Uni.createFrom().nothing();
        }
        return Uni.createFrom()
                .completionStage(() -> lane.process(message.getPayload()))
                .onItem()
                .transform(outcome -> new Ended(message, outcome))
                .onFailure()
                .recoverWithUni(failure -> leave(message, failure));
    }

    private Uni<Void> publish(Ended ended) {
        return Uni.createFrom().emitter(acknowledged -> publisher.accept(outgoing(ended, acknowledged)));
    }

    private Message<JobOutcome> outgoing(Ended ended, UniEmitter<? super Void> acknowledged) {
        Message<ImageJob> message = ended.message();
        String key = ended.outcome().job().jobId().toString();
        return message.withPayload(ended.outcome())
                .addMetadata(OutgoingKafkaRecordMetadata.builder().withKey(key).build())
                .withAckWithMetadata(metadata -> settled(message.ack(metadata), acknowledged))
                .withNackWithMetadata((failure, metadata) -> settled(message.nack(failure, metadata), acknowledged));
    }

    private CompletionStage<Void> settled(CompletionStage<Void> settling, UniEmitter<? super Void> acknowledged) {
        return settling.whenComplete((done, failure) -> {
            lane.inFlight().end();
            acknowledged.complete(null);
        });
    }

    /** A held job takes its place in flight with it: this worker has no more use for it. */
    private Uni<Ended> leave(Message<ImageJob> message, Throwable failure) {
        lane.inFlight().end();
        if (failure instanceof JobHeldException) {
            return Uni.createFrom().nothing();
        }
        LOG.errorf(failure, "Job %s met a defect", message.getPayload().jobId());
        return Uni.createFrom()
                .completionStage(() -> message.nack(failure))
                .onItem()
                .transformToUni(done -> Uni.createFrom().nothing());
    }

    /** What was acknowledged is committed, and the group is left. */
    @Override
    public void close() {
        channel.close();
        subscription.cancel();
    }
}
