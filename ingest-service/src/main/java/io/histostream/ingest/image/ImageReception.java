package io.histostream.ingest.image;

import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.structure.StructureLimits;
import io.histostream.ingest.IngestConfig;
import io.histostream.ingest.IngestMetrics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the receiver from the configuration. */
final class ImageReception {

    @Produces
    @Singleton
    ImageReceiver receiver(
            ImageStore store,
            IngestConfig config,
            IngestMetrics metrics,
            @ConfigProperty(name = "histostream.tenant", defaultValue = "default") String tenant) {
        StructureLimits limits = new StructureLimits(
                config.image().maxBytes().asLongValue(), config.image().maxPixels());
        return new ImageReceiver(store, tenant, limits, metrics);
    }
}
