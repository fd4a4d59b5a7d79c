package io.histostream.messaging;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ImageJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A consumer that fails the jobs that a test names, and a producer. */
@ApplicationScoped
public class ExampleConsumer {

    private final List<UUID> processed = new CopyOnWriteArrayList<>();
    private final List<UUID> refused = new CopyOnWriteArrayList<>();
    private final Set<UUID> toRefuse = ConcurrentHashMap.newKeySet();

    @Inject
    @Channel("batches")
    Emitter<BatchAccepted> batches;

    @Incoming("image-jobs")
    CompletionStage<Void> classify(Message<ImageJob> message) {
        UUID job = message.getPayload().jobId();
        if (toRefuse.contains(job)) {
            refused.add(job);
            return message.nack(new IllegalStateException("the store is away"));
        }
        processed.add(job);
        return message.ack();
    }

    void refuse(UUID job) {
        toRefuse.add(job);
    }

    List<UUID> processed() {
        return processed;
    }

    List<UUID> refused() {
        return refused;
    }
}
