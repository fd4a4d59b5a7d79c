package io.histostream.results.heatmap;

import io.histostream.imagestore.s3.S3Config;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the pictures and their activation maps are. */
@ConfigMapping(prefix = "histostream.image-store")
public interface ImageStoreConfig {

    /** Folder of the image store, shared with the other services; without a store no picture and no map is shown. */
    Optional<Path> folder();

    /** Bucket of the image store, instead of a folder. */
    S3Config s3();
}
