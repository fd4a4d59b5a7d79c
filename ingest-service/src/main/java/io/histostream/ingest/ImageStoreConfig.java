package io.histostream.ingest;

import io.histostream.imagestore.s3.S3Config;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where images and manifests are kept. */
@ConfigMapping(prefix = "histostream.image-store")
public interface ImageStoreConfig {

    /** The store's folder; one that does not exist becomes a new store. */
    Optional<Path> folder();

    /** The store's bucket, instead of a folder. */
    S3Config s3();

    /** Makes a new store also of an empty folder that exists, as a fresh volume is; an unmounted disk looks the same. */
    @WithDefault("false")
    boolean initialiseEmptyFolder();

    /** Age at which a temporary file or an upload in parts is left over from a killed process; longer than any upload takes. */
    @WithDefault("24H")
    Duration sweepAfter();

    /** How often they are looked for. */
    @WithDefault("1H")
    Duration sweepInterval();
}
