package io.histostream.results.batch;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.Topics;
import io.histostream.messaging.BatchAcceptedDeserializer;
import io.histostream.results.intake.Intake;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps what every batch asks for. */
@ApplicationScoped
public class BatchConsumer {

    private final Intake intake;
    private final BatchTable batches;
    private final BatchAcceptedDeserializer deserializer = new BatchAcceptedDeserializer();

    public BatchConsumer(Intake intake, BatchTable batches) {
        this.intake = intake;
        this.batches = batches;
    }

    @Incoming(Topics.BATCHES)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public Uni<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
        return intake.take(batch, deserializer, this::write);
    }

    private void write(List<BatchAccepted> accepted) throws SQLException {
        for (BatchAccepted batch : accepted) {
            batches.accept(batch);
        }
    }
}
