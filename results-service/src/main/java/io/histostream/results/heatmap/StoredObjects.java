package io.histostream.results.heatmap;

import io.histostream.contracts.ActivationMaps;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ProblemCode;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.ObjectMissingException;
import io.histostream.imagestore.StoreKey;
import io.histostream.imagestore.StoreUnavailableException;
import io.histostream.imagestore.config.ConfiguredStore;
import io.histostream.problems.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Reads pictures and maps from the image store; what is wrong with the store is answered as a problem. */
@Singleton
public class StoredObjects {

    private static final Logger LOG = Logger.getLogger(StoredObjects.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ImageStore store;

    public StoredObjects(ImageStoreConfig config) {
        this.store = ConfiguredStore.open(config.folder(), config.s3()).orElse(null);
    }

    /**
     * The bytes of an uploaded image.
     *
     * @param size that it has in the database
     */
    byte[] picture(String tenant, String sha256, long size) {
        byte[] bytes = read(StoreKey.image(tenant, sha256), size);
        if (bytes.length != size) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "The stored picture is not the one that was posted.");
        }
        return bytes;
    }

    /** @param key as an outcome named it */
    ActivationMaps maps(String key) {
        try {
            byte[] json = read(new StoreKey(key), ActivationMaps.MAX_BYTES);
            if (json.length > ActivationMaps.MAX_BYTES) {
                throw new IOException("longer than any worker writes");
            }
            return ContractJson.MAPPER.readValue(json, ActivationMaps.class);
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("The activation maps under %s cannot be read: %s", key, e.getMessage());
            throw new ProblemException(ProblemCode.NO_ACTIVATION_MAP, "The stored map cannot be read.");
        }
    }

    private byte[] read(StoreKey key, long size) {
        if (store == null) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, "This service has no image store.");
        }
        try {
            return store.read(key, size);
        } catch (ObjectMissingException e) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "The image store has no such object.");
        } catch (StoreUnavailableException e) {
            LOG.warnf("A picture cannot be shown: %s", e.getMessage());
            throw ProblemException.retryAfter(
                    ProblemCode.UNAVAILABLE, "The image store is not available now.", RETRY_AFTER);
        }
    }
}
