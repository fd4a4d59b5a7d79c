package io.histostream.imagestore;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where an object lies in the store. Made here from checked parts, never by a client; so it cannot leave the store's
 * folder and reads the same in a folder and in S3.
 */
public record StoreKey(String value) {

    private static final Pattern SAFE = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*(\\.json)?)+");

    /** Keys are listed by the part before a tenant's or a batch's name. */
    public enum Prefix {
        IMAGES("images"),
        MANIFESTS("manifests"),
        OUTBOX("outbox"),
        ACTIVATION_MAPS("activation-maps");

        private final String folder;

        Prefix(String folder) {
            this.folder = folder;
        }

        public String folder() {
            return folder;
        }
    }

    public StoreKey {
        if (value == null || value.length() > 512 || !SAFE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a store key");
        }
    }

    /** A tenant's image by its content; two levels of folders keep each folder small. */
    public static StoreKey image(String tenant, String sha256) {
        return new StoreKey("%s/%s/%s/%s".formatted(Prefix.IMAGES.folder, tenant, sha256.substring(0, 2), sha256));
    }

    /**
     * The activation maps that one model version made for one job. Named by both, so that a job that is delivered again
     * finds the maps of its own model and no other's.
     *
     * @param variant of the model, or {@code null}
     */
    public static StoreKey activationMaps(String tenant, UUID jobId, String modelDigest, String variant) {
        String id = jobId.toString();
        return new StoreKey("%s/%s/%s/%s-%s%s"
                .formatted(
                        Prefix.ACTIVATION_MAPS.folder,
                        tenant,
                        id.substring(0, 2),
                        id,
                        modelDigest,
                        variant == null ? "" : "-" + variant));
    }

    /** The manifest of a batch. */
    public static StoreKey manifest(UUID batchId) {
        return new StoreKey("%s/%s.json".formatted(Prefix.MANIFESTS.folder, batchId));
    }

    /** Marks a batch whose records are not all published yet. */
    public static StoreKey outbox(UUID batchId) {
        return new StoreKey("%s/%s".formatted(Prefix.OUTBOX.folder, batchId));
    }

    @Override
    public String toString() {
        return value;
    }
}
