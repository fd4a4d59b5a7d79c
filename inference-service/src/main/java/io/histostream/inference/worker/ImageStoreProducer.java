package io.histostream.inference.worker;

import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.ImageStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the image store that the configuration names. */
class ImageStoreProducer {

    @Produces
    @Singleton
    ImageStore imageStore(ImageStoreConfig config) {
        return new FolderImageStore(config.folder());
    }
}
