package io.histostream.messaging;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.kafka.DeserializationFailureHandler;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Takes unreadable records out of every channel before a consumer method sees them, and hands them to the channel's
 * failure handler, which dead-letters them. A batch still holds its unreadable records, with a {@code null} payload.
 */
@ApplicationScoped
public class UnreadableRecords implements PublisherDecorator {

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
        return isConnector ? publisher.onItem().transformToUniAndConcatenate(UnreadableRecords::readable) : publisher;
    }

    static boolean isUnreadable(Headers headers) {
        return headers != null && headers.lastHeader(DeserializationFailureHandler.DESERIALIZATION_FAILURE_DLQ) != null;
    }

    private static Uni<Message<?>> readable(Message<?> message) {
        if (message instanceof IncomingKafkaRecord<?, ?> record && isUnreadable(record.getHeaders())) {
            return reject(record).onItem().transform(rejected -> null);
        }
        if (message instanceof IncomingKafkaRecordBatch<?, ?> batch) {
            return rejectUnreadable(batch).replaceWith(batch);
        }
        return Uni.createFrom().item(message);
    }

    private static <K, V> Uni<Void> rejectUnreadable(IncomingKafkaRecordBatch<K, V> batch) {
        List<KafkaRecord<K, V>> unreadable = batch.getRecords().stream()
                .filter(record -> isUnreadable(record.getHeaders()))
                .toList();
        return Multi.createFrom()
                .iterable(unreadable)
                .onItem()
                .transformToUniAndConcatenate(UnreadableRecords::reject)
                .onItem()
                .ignoreAsUni();
    }

    private static Uni<Void> reject(KafkaRecord<?, ?> record) {
        Header reason = record.getHeaders().lastHeader(DeserializationFailureHandler.DESERIALIZATION_FAILURE_REASON);
        String detail = reason == null ? "" : new String(reason.value(), StandardCharsets.UTF_8);
        return Uni.createFrom().completionStage(() -> record.nack(new UnreadableRecordException(detail)));
    }
}
