package io.histostream.results.intake;

import io.histostream.messaging.Stopping;
import io.histostream.messaging.UnreadableRecordException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.ResultsMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;

/**
 * Turns the records of one poll into committed rows, and acknowledges them only then. Records that nobody can read, and
 * those that the database refuses for their own content, go to the dead-letter topic with the reason: kept whole, and
 * in nobody's way. That happens after the others are committed, because the connector keeps one offset per partition and
 * poll: acknowledging the last record acknowledges all.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private record Received<M>(KafkaRecord<String, byte[]> record, M message) {}

    private record Rejected(KafkaRecord<String, byte[]> record, String reason) {}

    private final ResultsConfig.Intake config;
    private final Stopping stopping;
    private final ResultsMetrics metrics;
    // One thread per channel; not the shared worker pool, whose threads are reported as blocked in a long outage.
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "intake"));

    public Intake(ResultsConfig config, Stopping stopping, ResultsMetrics metrics) {
        this.config = config.intake();
        this.stopping = stopping;
        this.metrics = metrics;
    }

    /** Ends once the batch is committed and acknowledged, or left alone because the service stops. */
    public <M> Uni<Void> take(
            KafkaRecordBatch<String, byte[]> batch, Deserializer<M> deserializer, RowWriter<M> writer) {
        return Uni.createFrom()
                .item(() -> commit(batch, deserializer, writer))
                .runSubscriptionOn(threads)
                .onItem()
                .transformToUni(rejected -> acknowledge(batch, rejected))
                .onFailure(StoppedException.class)
                .recoverWithNull()
                .onFailure(RejectedExecutionException.class)
                .recoverWithNull();
    }

    private <M> List<Rejected> commit(
            KafkaRecordBatch<String, byte[]> batch, Deserializer<M> deserializer, RowWriter<M> writer) {
        requireRunning();
        List<Rejected> rejected = new ArrayList<>();
        List<Received<M>> received = read(batch, deserializer, rejected);
        RowWriter<Received<M>> rows =
                some -> writer.write(some.stream().map(Received::message).toList());
        new PatientWriter<>(rows, this::pause)
                .write(received)
                .forEach(refused -> rejected.add(new Rejected(refused.message().record(), reason(refused.reason()))));
        metrics.taken(batch.getRecords(), rejected.size());
        return rejected;
    }

    private static <M> List<Received<M>> read(
            KafkaRecordBatch<String, byte[]> batch, Deserializer<M> deserializer, List<Rejected> rejected) {
        List<Received<M>> received = new ArrayList<>();
        for (KafkaRecord<String, byte[]> record : batch.getRecords()) {
            try {
                received.add(new Received<>(record, deserializer.deserialize(record.getTopic(), record.getPayload())));
            } catch (RuntimeException e) {
                rejected.add(new Rejected(record, reason(e)));
            }
        }
        return received;
    }

    private Uni<Void> acknowledge(KafkaRecordBatch<String, byte[]> batch, List<Rejected> rejected) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Rejected record : rejected) {
            done = done.chain(() -> Uni.createFrom().completionStage(reject(record)));
        }
        // A stop leaves rejected records unacknowledged; acknowledging the batch would lose them.
        return done.invoke(() -> {
                    if (!rejected.isEmpty()) {
                        requireRunning();
                    }
                })
                .chain(() -> Uni.createFrom().completionStage(batch.ack()));
    }

    private static CompletionStage<Void> reject(Rejected rejected) {
        LOG.errorf(
                "%s partition %d offset %d goes to the dead letters: %s",
                rejected.record().getTopic(),
                rejected.record().getPartition(),
                rejected.record().unwrap(IncomingKafkaRecord.class).getOffset(),
                rejected.reason());
        return rejected.record().nack(new UnreadableRecordException(rejected.reason()));
    }

    /** Only the first line, and no value: the database's own detail repeats the row, identifiers and all. */
    private static String reason(Exception exception) {
        if (exception instanceof SQLException refused) {
            return "the database refuses the row, SQLSTATE " + refused.getSQLState();
        }
        return Objects.toString(exception.getMessage(), exception.getClass().getSimpleName());
    }

    private void pause(int attempt, Exception trouble) {
        Duration pause = Pause.length(attempt, config.firstPause(), config.longestPause());
        metrics.waited();
        LOG.warnf("The database does not take rows, next attempt in %s: %s", pause, trouble.getMessage());
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            requireRunning();
            sleep(Math.min(100, Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()))));
        }
        requireRunning();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private void requireRunning() {
        if (stopping.hasBegun()) {
            throw new StoppedException();
        }
    }

    /** Lets the rows in flight reach their commit while the connections are still there. */
    void drain(@Observes ShutdownEvent event) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(config.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Rows were still being written when the time to stop was over; they will be read again");
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
