package io.histostream.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.DeserializationFailureHandler;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

class ClassifiedFailureHandlerTest {

    private static final Exception OUTSIDE = new IllegalStateException("the database is away");

    private final Stopping stopping = new Stopping();
    private final FakeDeadLetters deadLetters = new FakeDeadLetters();
    private final List<Throwable> reported = new ArrayList<>();
    private final ClassifiedFailureHandler handler = new ClassifiedFailureHandler(
            "image-jobs", stopping, deadLetters, (failure, fatal) -> reported.add(fatal ? null : failure));

    @Test
    void deadLettersARecordThatTheDeserializerCouldNotRead() {
        nack(unreadable(), OUTSIDE);

        assertThat(deadLetters.offsets).containsExactly(7L);
        assertThat(reported).isEmpty();
    }

    @Test
    void deadLettersARecordThatTheConsumerCouldNotRead() {
        nack(readable(), new UnreadableRecordException("no JSON"));

        assertThat(deadLetters.offsets).containsExactly(7L);
    }

    @Test
    void leavesARecordAloneWhenTheTroubleIsOutside() {
        nack(readable(), OUTSIDE);

        assertThat(deadLetters.offsets).isEmpty();
        assertThat(reported).containsExactly(OUTSIDE);
    }

    @Test
    void leavesEvenAnUnreadableRecordAloneWhileStopping() {
        stopping.begin();

        nack(unreadable(), OUTSIDE);
        nack(readable(), OUTSIDE);

        assertThat(deadLetters.offsets).isEmpty();
        assertThat(reported).isEmpty();
    }

    @Test
    void reportsWhenTheDeadLetterCannotBeWritten() {
        deadLetters.failure = new IllegalStateException("too large");

        nack(unreadable(), OUTSIDE);

        assertThat(reported).containsExactly(deadLetters.failure);
    }

    private void nack(IncomingKafkaRecord<String, String> record, Throwable reason) {
        handler.handle(record, reason, Metadata.empty()).await().indefinitely();
    }

    private static IncomingKafkaRecord<String, String> readable() {
        return new IncomingKafkaRecord<>(
                new ConsumerRecord<>("t", 0, 7, "k", "v"), "image-jobs", -1, null, null, false);
    }

    private static IncomingKafkaRecord<String, String> unreadable() {
        IncomingKafkaRecord<String, String> record = readable();
        record.getHeaders().add(DeserializationFailureHandler.DESERIALIZATION_FAILURE_DLQ, new byte[] {1});
        return record;
    }

    private static final class FakeDeadLetters implements KafkaFailureHandler {

        private final List<Long> offsets = new ArrayList<>();
        private Throwable failure;

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
            if (failure != null) {
                return Uni.createFrom().failure(failure);
            }
            offsets.add(record.getOffset());
            return Uni.createFrom().voidItem();
        }
    }
}
