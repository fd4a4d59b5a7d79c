package io.histostream.imagestore.config;

import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.s3.S3Config;
import io.histostream.imagestore.s3.S3ImageStore;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the store that a configuration names. */
public final class ConfiguredStore {

    private ConfiguredStore() {}

    /**
     * Opens a store in a folder, which must be one already, or in a bucket.
     *
     * @return empty when neither is named
     * @throws IllegalArgumentException when both are
     */
    public static Optional<ImageStore> open(Optional<Path> folder, S3Config s3) {
        if (s3.bucket().isEmpty()) {
            return folder.map(FolderImageStore::new);
        }
        if (folder.isPresent()) {
            throw new IllegalArgumentException("histostream.image-store.folder and histostream.image-store.s3.bucket"
                    + " are both given: images are in one of them");
        }
        return Optional.of(new S3ImageStore(s3));
    }

    /** @throws IllegalArgumentException when neither or both are named */
    public static ImageStore require(Optional<Path> folder, S3Config s3) {
        return open(folder, s3)
                .orElseThrow(() -> new IllegalArgumentException("histostream.image-store.folder or"
                        + " histostream.image-store.s3.bucket must say where images are"));
    }
}
