package io.histostream.ingest.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.BatchImage;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.Specimen;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.ingest.IngestMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(60);

    @TempDir
    Path folder;

    private final List<UUID> published = new ArrayList<>();
    private boolean kafkaFails;
    private FolderImageStore store;
    private Relay relay;

    @BeforeEach
    void open() {
        FolderImageStore.initialise(folder.resolve("store"), false);
        store = new FolderImageStore(folder.resolve("store"));
        relay = new Relay(
                new Markers(store),
                new Manifests(store),
                this::publish,
                new IngestMetrics(new SimpleMeterRegistry()),
                Duration.ofDays(1),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void publishesWhatItFindsAndRemovesTheMarker() {
        UUID batch = accepted(EARLIER);

        relay.discover(Duration.ZERO);
        relay.waiting().forEach(relay::publish);

        assertThat(published).containsExactly(batch);
        assertThat(store.size(StoreKey.outbox(batch))).isEmpty();
        assertThat(relay.size()).isZero();
    }

    @Test
    void keepsTheMarkerUntilPublishingSucceeds() {
        UUID batch = accepted(EARLIER);
        relay.discover(Duration.ZERO);
        kafkaFails = true;

        relay.publish(batch);

        assertThat(store.size(StoreKey.outbox(batch))).isPresent();
        assertThat(relay.waiting()).containsExactly(batch);
        assertThat(relay.age()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void publishesTheOldestFirst() {
        UUID young = accepted(EARLIER);
        UUID old = accepted(EARLIER.minusSeconds(5));

        relay.discover(Duration.ZERO);

        assertThat(relay.waiting()).containsExactly(old, young);
    }

    @Test
    void leavesYoungMarkersToWhoMadeThem() {
        accepted(NOW.minusSeconds(5));

        relay.discover(Duration.ofSeconds(30));

        assertThat(relay.size()).isZero();
    }

    @Test
    void leavesABatchThatIsNotAcceptedYet() {
        UUID batch = UUID.randomUUID();
        keep(StoreKey.outbox(batch), EARLIER.toString());

        relay.discover(Duration.ZERO);

        assertThat(relay.size()).isZero();
        assertThat(store.size(StoreKey.outbox(batch))).isPresent();
    }

    @Test
    void dropsOldMarkersOfBatchesThatNeverWereAccepted() {
        UUID batch = UUID.randomUUID();
        keep(StoreKey.outbox(batch), NOW.minus(Duration.ofDays(2)).toString());

        relay.discover(Duration.ZERO);

        assertThat(store.size(StoreKey.outbox(batch))).isEmpty();
    }

    @Test
    void publishesOnceWhatIsAskedForTwice() {
        UUID batch = accepted(EARLIER);
        relay.add(batch, EARLIER);

        relay.publish(batch);
        relay.publish(batch);

        assertThat(published).containsExactly(batch);
    }

    private void publish(BatchAccepted batch) {
        if (kafkaFails) {
            throw new IllegalStateException("Kafka is not there");
        }
        published.add(batch.batchId());
    }

    private UUID accepted(Instant submittedAt) {
        UUID batchId = UUID.randomUUID();
        ImageReference image = new ImageReference("images/default/ab/x", "ab".repeat(32), "image/png", 1);
        BatchAccepted batch = new BatchAccepted(
                1,
                batchId,
                "default",
                null,
                List.of("resnet34"),
                submittedAt,
                List.of(new BatchImage(UUID.randomUUID(), image, Specimen.UNKNOWN, null)),
                null);
        keep(StoreKey.outbox(batchId), submittedAt.toString());
        keep(StoreKey.manifest(batchId), new String(new Manifest(batch, "digest").toJson(), US_ASCII));
        return batchId;
    }

    private void keep(StoreKey key, String content) {
        try (PendingObject pending = store.begin()) {
            pending.write(content.getBytes(US_ASCII));
            pending.commit(key);
        }
    }
}
