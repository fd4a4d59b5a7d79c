package io.histostream.ingest.batch;

import io.histostream.contracts.ImageReference;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.ObjectMissingException;
import io.histostream.imagestore.StoreKey;
import io.histostream.imagestore.StoreUnavailableException;
import io.histostream.imagestore.structure.ImageStructure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds uploaded images; what is in the store was whole when it came. */
final class StoredImages {

    private static final int SIGNATURE_LENGTH = 8;

    private final ImageStore store;
    private final String tenant;

    StoredImages(ImageStore store, String tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    Optional<ImageReference> find(String sha256) {
        StoreKey key = StoreKey.image(tenant, sha256);
        OptionalLong size = store.size(key);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        return mediaTypeOf(key).map(mediaType -> new ImageReference(key.value(), sha256, mediaType, size.getAsLong()));
    }

    private Optional<String> mediaTypeOf(StoreKey key) {
        try (InputStream in = store.open(key)) {
            return ImageStructure.mediaTypeOf(in.readNBytes(SIGNATURE_LENGTH));
        } catch (ObjectMissingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreUnavailableException("an image cannot be read", e);
        }
    }
}
