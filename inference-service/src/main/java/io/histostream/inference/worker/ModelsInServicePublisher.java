package io.histostream.inference.worker;

import io.histostream.contracts.ModelInService;
import io.histostream.contracts.ModelReference;
import io.histostream.contracts.Topics;
import io.histostream.inference.model.ModelPackage;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Publishes each version that is put into service, with its card; while Kafka is away, what is to be said waits here. */
// Made at its first use, when its channel is connected.
@ApplicationScoped
public class ModelsInServicePublisher implements ServiceNotice {

    private static final Logger LOG = Logger.getLogger(ModelsInServicePublisher.class);

    private final Emitter<ModelInService> versions;
    private final Clock clock = Clock.systemUTC();

    // No bound here: a worker puts a handful of versions into service in its life.
    ModelsInServicePublisher(
            @Channel(Topics.MODELS_IN_SERVICE) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    Emitter<ModelInService> versions) {
        this.versions = versions;
    }

    @Override
    public void inService(ModelPackage model) {
        ModelInService notice = notice(model);
        try {
            versions.send(Message.of(notice)
                    .addMetadata(OutgoingKafkaRecordMetadata.builder()
                            .withKey(notice.key())
                            .build())
                    .withNack(failure -> untold(notice, failure)));
        } catch (RuntimeException e) {
            var unused = untold(notice, e);
        }
    }

    private ModelInService notice(ModelPackage model) {
        ModelReference reference = model.reference();
        Map<String, Object> card = new LinkedHashMap<>();
        model.document().forEach((field, value) -> card.put(field.toString(), value));
        return new ModelInService(
                ModelInService.SCHEMA_VERSION,
                reference.name(),
                reference.version(),
                reference.digest(),
                card,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static CompletionStage<Void> untold(ModelInService notice, Throwable failure) {
        LOG.warnf("That %s is in service could not be told: %s", notice.key(), failure.getMessage());
        return CompletableFuture.completedFuture(null);
    }
}
