package io.histostream.ingest.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.ObjectMissingException;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The markers in the store: batches that are accepted, or about to be, and not wholly published. */
final class Markers {

    private static final int LONGEST_INSTANT = 64;

    private final ImageStore store;

    Markers(ImageStore store) {
        this.store = store;
    }

    void create(UUID batchId, Instant submittedAt) {
        try (PendingObject pending = store.begin()) {
            pending.write(submittedAt.toString().getBytes(US_ASCII));
            // Two requests under one key may both mark; either marker will do.
            pending.commit(StoreKey.outbox(batchId));
        }
    }

    void remove(UUID batchId) {
        store.delete(StoreKey.outbox(batchId));
    }

    /** The caller closes the stream. */
    Stream<UUID> all() {
        return store.list(StoreKey.Prefix.OUTBOX).map(Markers::batchIdOf);
    }

    /** When the batch was submitted, or empty when the marker has gone. */
    Optional<Instant> submittedAt(UUID batchId) {
        try {
            byte[] content = store.read(StoreKey.outbox(batchId), LONGEST_INSTANT);
            return Optional.of(Instant.parse(new String(content, US_ASCII)));
        } catch (ObjectMissingException e) {
            return Optional.empty();
        }
    }

    private static UUID batchIdOf(StoreKey key) {
        String value = key.value();
        return UUID.fromString(value.substring(value.lastIndexOf('/') + 1));
    }
}
