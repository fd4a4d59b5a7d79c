package io.histostream.ingest;

import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.StoreUnavailableException;
import io.histostream.imagestore.config.ConfiguredStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Opens the image store that is configured and keeps it tidy. */
@Singleton
public class ImageStores {

    private static final Logger LOG = Logger.getLogger(ImageStores.class);

    private final ImageStoreConfig config;
    private final ImageStore store;

    public ImageStores(ImageStoreConfig config) {
        this.config = config;
        this.store = open(config);
    }

    private static ImageStore open(ImageStoreConfig config) {
        config.folder().ifPresent(folder -> initialise(folder, config.initialiseEmptyFolder()));
        return ConfiguredStore.require(config.folder(), config.s3());
    }

    // A disk that is not there yet is waited for, like one that goes away later.
    private static void initialise(Path folder, boolean evenIfItExists) {
        try {
            FolderImageStore.initialise(folder, evenIfItExists);
        } catch (StoreUnavailableException e) {
            LOG.errorf("The image store is not available: %s", e.getMessage());
        }
    }

    @Produces
    @Singleton
    ImageStore store() {
        return store;
    }

    @Scheduled(every = "${histostream.image-store.sweep-interval:1H}")
    void sweep() {
        try {
            int swept = store.sweep(config.sweepAfter());
            if (swept > 0) {
                LOG.infof("Removed %d leftovers of killed processes from the image store", swept);
            }
        } catch (StoreUnavailableException e) {
            LOG.warnf("The image store could not be swept: %s", e.getMessage());
        }
    }
}
