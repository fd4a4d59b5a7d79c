package io.histostream.ingest.outbox;

import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The manifests in the store; creating one is accepting its batch. */
@Singleton
public class Manifests {

    private final ImageStore store;

    public Manifests(ImageStore store) {
        this.store = store;
    }

    public Optional<Manifest> find(UUID batchId) {
        StoreKey key = StoreKey.manifest(batchId);
        OptionalLong size = store.size(key);
        return size.isPresent() ? Optional.of(Manifest.fromJson(store.read(key, size.getAsLong()))) : Optional.empty();
    }

    boolean exists(UUID batchId) {
        return store.size(StoreKey.manifest(batchId)).isPresent();
    }

    /** Whether this call created the manifest; from then on it is durable and never changes. */
    public boolean create(UUID batchId, byte[] json) {
        try (PendingObject pending = store.begin()) {
            pending.write(json);
            return pending.commit(StoreKey.manifest(batchId));
        }
    }
}
