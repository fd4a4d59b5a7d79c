package io.histostream.ingest;

import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.StoreUnavailableException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Opens the image store that is configured and keeps it tidy. */
@Singleton
public class ImageStores {

    private static final Logger LOG = Logger.getLogger(ImageStores.class);

    private final ImageStoreConfig config;
    private final FolderImageStore store;

    public ImageStores(ImageStoreConfig config) {
        this.config = config;
        this.store = open(config);
    }

    // A disk that is not there yet is waited for, like one that goes away later.
    private static FolderImageStore open(ImageStoreConfig config) {
        try {
            FolderImageStore.initialise(config.folder(), config.initialiseEmptyFolder());
        } catch (StoreUnavailableException e) {
            LOG.errorf("The image store is not available: %s", e.getMessage());
        }
        return new FolderImageStore(config.folder());
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
                LOG.infof("Removed %d temporary files of killed processes from the image store", swept);
            }
        } catch (StoreUnavailableException e) {
            LOG.warnf("The image store could not be swept: %s", e.getMessage());
        }
    }
}
