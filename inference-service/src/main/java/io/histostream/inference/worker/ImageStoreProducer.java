package io.histostream.inference.worker;

import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.config.ConfiguredStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the image store that the configuration names. */
class ImageStoreProducer {

    @Produces
    @Singleton
    ImageStore imageStore(ImageStoreConfig config) {
        return ConfiguredStore.require(config.folder(), config.s3());
    }
}
