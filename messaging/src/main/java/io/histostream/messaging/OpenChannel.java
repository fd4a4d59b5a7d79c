package io.histostream.messaging;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.kafka.impl.KafkaSource;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A consumer that was opened while the service runs. Its messages are subscribed to once. */
public final class OpenChannel<T> implements AutoCloseable {

    private final KafkaSource<String, T> source;
    private final Consumer<OpenChannel<?>> onClose;

    OpenChannel(KafkaSource<String, T> source, Consumer<OpenChannel<?>> onClose) {
        this.source = source;
        this.onClose = onClose;
    }

    /** The readable messages. Unreadable ones go to the channel's failure handler, as in every other channel. */
    @SuppressWarnings("unchecked")
    public Multi<Message<T>> messages() {
        return UnreadableRecords.readable(source.getStream()).onItem().transform(message -> (Message<T>) message);
    }

    /**
     * Commits what was acknowledged and leaves the consumer group, so that another worker gets the rest. Waits, at most a
     * few seconds, for messages that were handed out and not acknowledged. Not to be called on an event loop.
     */
    @Override
    public void close() {
        source.closeQuietly();
        onClose.accept(this);
    }

    void addLiveness(HealthReport.HealthReportBuilder report) {
        source.isAlive(report);
    }

    void addReadiness(HealthReport.HealthReportBuilder report) {
        source.isReady(report);
    }

    void addStartup(HealthReport.HealthReportBuilder report) {
        source.isStarted(report);
    }
}
