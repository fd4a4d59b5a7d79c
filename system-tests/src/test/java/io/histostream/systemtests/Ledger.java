package io.histostream.systemtests;

import io.histostream.contracts.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the client posted and saw accepted, written down by the client alone: the oracle of every test here. Ids are
 * derived from what was posted, as the contracts say, and never copied from an answer. Thread-safe.
 */
final class Ledger {

    /** One job that must exist. */
    record Entry(UUID batchId, String sha256) {}

    private final Map<UUID, Entry> jobs = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> batches = new ConcurrentHashMap<>();

    /** A batch was accepted; once more is no more. */
    void accepted(String idempotencyKey, List<String> images) {
        UUID batch = batch(idempotencyKey);
        for (String sha256 : images) {
            UUID image = Ids.image(Deployment.TENANT, sha256);
            jobs.put(Ids.job(batch, image, Deployment.MODEL), new Entry(batch, sha256));
        }
        batches.put(batch, images.size());
    }

    static UUID batch(String idempotencyKey) {
        return Ids.batch(Deployment.TENANT, idempotencyKey);
    }

    Map<UUID, Entry> jobs() {
        return new HashMap<>(jobs);
    }

    /** Batches with their number of jobs. */
    Map<UUID, Integer> batches() {
        return new HashMap<>(batches);
    }

    Set<UUID> jobIds() {
        return Set.copyOf(jobs.keySet());
    }
}
