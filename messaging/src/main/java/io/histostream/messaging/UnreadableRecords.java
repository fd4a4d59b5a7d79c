package io.histostream.messaging;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.kafka.DeserializationFailureHandler;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Takes unreadable records out of every channel before a consumer method sees them, and hands them to the channel's
 * failure handler, which dead-letters them. Batches are left whole: acknowledging a batch's last record acknowledges all,
 * so only their consumer knows when a record of it may be rejected, by {@link UnreadableRecordException}.
 */
@ApplicationScoped
public class UnreadableRecords implements PublisherDecorator {

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
        return isConnector ? readable(publisher) : publisher;
    }

    /** Without the unreadable records, which are handed to the failure handler. */
    static Multi<? extends Message<?>> readable(Multi<? extends Message<?>> messages) {
        return messages.onItem().transformToUniAndConcatenate(UnreadableRecords::readable);
    }

    /** Before all others, so that none of them counts or traces what no consumer gets. */
    @Override
    public int getPriority() {
        return 1;
    }

    static boolean isUnreadable(Headers headers) {
        return headers.lastHeader(DeserializationFailureHandler.DESERIALIZATION_FAILURE_DLQ) != null;
    }

    // By metadata: Quarkus wraps the connector's messages.
    private static Uni<Message<?>> readable(Message<?> message) {
        return isUnreadable(message)
                ? reject(message).replaceWith((Message<?>) null)
                : Uni.createFrom().item(message);
    }

    // Kafka asks no deserializer about a record without a value.
    private static boolean isUnreadable(Message<?> message) {
        return headers(message)
                .filter(headers -> message.getPayload() == null || isUnreadable(headers))
                .isPresent();
    }

    private static Optional<Headers> headers(Message<?> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class).map(IncomingKafkaRecordMetadata::getHeaders);
    }

    private static Uni<Void> reject(Message<?> message) {
        String reason = headers(message)
                .map(headers -> headers.lastHeader(DeserializationFailureHandler.DESERIALIZATION_FAILURE_REASON))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .orElse("the record has no value");
        return Uni.createFrom().completionStage(() -> message.nack(new UnreadableRecordException(reason)));
    }
}
