package io.histostream.results.heatmap;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the pictures and their activation maps are. */
@ConfigMapping(prefix = "histostream.image-store")
public interface ImageStoreConfig {

    /** Folder of the image store, shared with the other services; without one no picture and no map is shown. */
    Optional<Path> folder();
}
