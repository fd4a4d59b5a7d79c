package io.histostream.inference.worker;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the images are. */
@ConfigMapping(prefix = "histostream.image-store")
public interface ImageStoreConfig {

    /** Folder of the image store, shared with the ingest service. */
    Path folder();
}
