package io.histostream.inference.worker;

import io.histostream.imagestore.s3.S3Config;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the images are. */
@ConfigMapping(prefix = "histostream.image-store")
public interface ImageStoreConfig {

    /** Folder of the image store, shared with the ingest service. */
    Optional<Path> folder();

    /** Bucket of the image store, instead of a folder. */
    S3Config s3();
}
