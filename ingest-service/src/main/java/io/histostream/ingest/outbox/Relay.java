package io.histostream.ingest.outbox;

import io.histostream.ingest.IngestMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Publishes marked batches and removes a marker only when every record of its batch is acknowledged. Publishing is at
 * least once: a crash before the marker has gone means that the batch is published again, with the same ids.
 */
final class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final Markers markers;
    private final Manifests manifests;
    private final BatchPublisher publisher;
    private final IngestMetrics metrics;
    private final Duration dropMarkerAfter;
    private final Clock clock;
    private final Map<UUID, Instant> waiting = new ConcurrentHashMap<>();

    Relay(
            Markers markers,
            Manifests manifests,
            BatchPublisher publisher,
            IngestMetrics metrics,
            Duration dropMarkerAfter,
            Clock clock) {
        this.markers = markers;
        this.manifests = manifests;
        this.publisher = publisher;
        this.metrics = metrics;
        this.dropMarkerAfter = dropMarkerAfter;
        this.clock = clock;
        metrics.watchOutbox(this::size, this::age);
    }

    int size() {
        return waiting.size();
    }

    /** How long the oldest batch has been waiting. */
    Duration age() {
        return waiting.values().stream()
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .orElse(Duration.ZERO);
    }

    void add(UUID batchId, Instant submittedAt) {
        waiting.put(batchId, submittedAt);
    }

    /** Finds markers that this process knows nothing of; young ones are probably being published by who made them. */
    void discover(Duration minimumAge) {
        Instant latest = clock.instant().minus(minimumAge);
        try (Stream<UUID> marked = markers.all()) {
            marked.filter(batchId -> !waiting.containsKey(batchId)).forEach(batchId -> markers.submittedAt(batchId)
                    .filter(submittedAt -> !submittedAt.isAfter(latest))
                    .ifPresent(submittedAt -> discovered(batchId, submittedAt)));
        }
    }

    private void discovered(UUID batchId, Instant submittedAt) {
        if (manifests.exists(batchId)) {
            add(batchId, submittedAt);
        } else if (submittedAt.plus(dropMarkerAfter).isBefore(clock.instant())) {
            LOG.infof("Dropped the marker of batch %s, which was never accepted", batchId);
            markers.remove(batchId);
        }
    }

    /** The waiting batches, the oldest first. */
    List<UUID> waiting() {
        return waiting.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Publishes a batch, unless that is done; one that fails keeps waiting. */
    void publish(UUID batchId) {
        if (!waiting.containsKey(batchId)) {
            return;
        }
        try {
            Optional<Manifest> manifest = manifests.find(batchId);
            if (manifest.isPresent()) {
                publisher.publish(manifest.get().batch());
                markers.remove(batchId);
            }
            waiting.remove(batchId);
        } catch (RuntimeException e) {
            metrics.publishFailed();
            LOG.errorf(e, "Batch %s is not wholly published; it will be tried again", batchId);
        }
    }
}
