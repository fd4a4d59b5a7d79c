package io.histostream.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Decides what becomes of a record that was not processed.
 *
 * <ul>
 *   <li>The service is stopping: nothing. The record stays unacknowledged and the next start reads it again.
 *   <li>The record is unreadable: its raw bytes and the reason go to the dead-letter topic, then it is acknowledged.
 *   <li>Anything else is trouble outside the record, or a defect. The record stays unacknowledged and the channel reports
 *       itself not alive, since only a restart reads the record again. Consumers therefore wait out the trouble that they
 *       know, and do not come here with it.
 * </ul>
 */
public final class ClassifiedFailureHandler implements KafkaFailureHandler {

    private static final Logger LOG = Logger.getLogger(ClassifiedFailureHandler.class);

    private final String channel;
    private final Stopping stopping;
    private final KafkaFailureHandler deadLetters;
    private final BiConsumer<Throwable, Boolean> reportFailure;

    ClassifiedFailureHandler(
            String channel,
            Stopping stopping,
            KafkaFailureHandler deadLetters,
            BiConsumer<Throwable, Boolean> reportFailure) {
        this.channel = channel;
        this.stopping = stopping;
        this.deadLetters = deadLetters;
        this.reportFailure = reportFailure;
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
        if (stopping.hasBegun()) {
            LOG.debugf("%s: left a record unacknowledged, since the service is stopping", channel);
            return Uni.createFrom().voidItem();
        }
        if (reason instanceof UnreadableRecordException || UnreadableRecords.isUnreadable(record.getHeaders())) {
            return deadLetters
                    .handle(record, reason, metadata)
                    .onFailure()
                    .recoverWithItem(failure -> leave(record, failure));
        }
        return Uni.createFrom().item(() -> leave(record, reason));
    }

    private Void leave(IncomingKafkaRecord<?, ?> record, Throwable reason) {
        LOG.errorf(
                reason,
                "%s: partition %d offset %d stays unacknowledged until a restart",
                channel,
                record.getPartition(),
                record.getOffset());
        // Not fatal: the client stays open, so that records in flight can still be acknowledged.
        reportFailure.accept(reason, false);
        return null;
    }

    @Override
    public void terminate() {
        deadLetters.terminate();
    }

    /** Makes the handler of a channel with {@code failure-strategy=classified}. */
    @ApplicationScoped
    @Identifier("classified")
    public static class Factory implements KafkaFailureHandler.Factory {

        private final Stopping stopping;
        private final KafkaFailureHandler.Factory deadLetters;

        @Inject
        public Factory(
                Stopping stopping, @Identifier(Strategy.DEAD_LETTER_QUEUE) KafkaFailureHandler.Factory deadLetters) {
            this.stopping = stopping;
            this.deadLetters = deadLetters;
        }

        @Override
        public KafkaFailureHandler create(
                KafkaConnectorIncomingConfiguration configuration,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            return new ClassifiedFailureHandler(
                    configuration.getChannel(),
                    stopping,
                    deadLetters.create(configuration, vertx, consumer, reportFailure),
                    reportFailure);
        }
    }
}
