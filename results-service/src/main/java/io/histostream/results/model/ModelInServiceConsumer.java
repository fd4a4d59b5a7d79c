package io.histostream.results.model;

import io.histostream.contracts.ModelInService;
import io.histostream.contracts.Topics;
import io.histostream.messaging.ModelInServiceDeserializer;
import io.histostream.results.intake.Intake;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the card of every version that a worker puts into service. */
@ApplicationScoped
public class ModelInServiceConsumer {

    private final Intake intake;
    private final ModelCardTable cards;
    private final ModelInServiceDeserializer deserializer = new ModelInServiceDeserializer();

    public ModelInServiceConsumer(Intake intake, ModelCardTable cards) {
        this.intake = intake;
        this.cards = cards;
    }

    @Incoming(Topics.MODELS_IN_SERVICE)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public Uni<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
        return intake.take(batch, deserializer, this::write);
    }

    private void write(List<ModelInService> versions) throws SQLException {
        for (ModelInService version : versions) {
            cards.keep(version);
        }
    }
}
