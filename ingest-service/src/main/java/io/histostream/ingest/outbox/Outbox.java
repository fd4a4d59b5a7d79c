package io.histostream.ingest.outbox;

import io.histostream.contracts.ProblemCode;
import io.histostream.imagestore.ImageStore;
import io.histostream.ingest.IngestConfig;
import io.histostream.ingest.IngestMetrics;
import io.histostream.problems.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What is accepted and not published yet: the markers and manifests in the store, and the one thread that relays them. */
@Singleton
public class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final IngestConfig.Outbox config;
    private final Markers markers;
    private final Relay relay;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "outbox-relay"));
    private boolean searched;

    public Outbox(
            ImageStore store,
            Manifests manifests,
            BatchPublisher publisher,
            IngestConfig config,
            IngestMetrics metrics) {
        this.config = config.outbox();
        this.markers = new Markers(store);
        this.relay =
                new Relay(markers, manifests, publisher, metrics, this.config.dropMarkerAfter(), Clock.systemUTC());
    }

    // After the channels, which are wired at start as well.
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        long interval = config.scanInterval().toMillis();
        var unused = thread.scheduleWithFixedDelay(this::relayAll, 0, interval, TimeUnit.MILLISECONDS);
    }

    /** @throws ProblemException with code UNAVAILABLE when too many batches wait already */
    public void requireRoom() {
        if (relay.size() >= config.maxBatches()) {
            throw ProblemException.retryAfter(
                    ProblemCode.UNAVAILABLE,
                    "Kafka does not take what was accepted; no more is until it does.",
                    config.retryAfter());
        }
    }

    /** To be called before the manifest is created, so that no accepted batch is ever without a marker. */
    public void mark(UUID batchId, Instant submittedAt) {
        markers.create(batchId, submittedAt);
    }

    /** To be called when the manifest is durable; returns at once. */
    public void publish(UUID batchId, Instant submittedAt) {
        relay.add(batchId, submittedAt);
        try {
            thread.execute(() -> relay.publish(batchId));
        } catch (RejectedExecutionException e) {
            LOG.debugf("The service is stopping; batch %s is published at the next start", batchId);
        }
    }

    private void relayAll() {
        try {
            relay.discover(searched ? config.takeOverAfter() : Duration.ZERO);
            searched = true;
        } catch (RuntimeException e) {
            LOG.warnf("The outbox cannot be searched, and will be again: %s", e.getMessage());
        }
        relay.waiting().forEach(relay::publish);
    }

    // Before the channels are closed.
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event)
            throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(config.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            thread.shutdownNow();
        }
    }
}
