package io.histostream.ingest.batch;

import io.histostream.imagestore.ImageStore;
import io.histostream.ingest.IngestConfig;
import io.histostream.ingest.outbox.Manifests;
import io.histostream.ingest.outbox.Outbox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what accepts batches from the configuration. */
final class BatchReception {

    @Produces
    @Singleton
    BatchAcceptance acceptance(
            ImageStore store,
            Manifests manifests,
            Outbox outbox,
            IngestConfig config,
            @ConfigProperty(name = "histostream.tenant", defaultValue = "default") String tenant) {
        BatchAcceptance.AcceptanceRules rules = new BatchAcceptance.AcceptanceRules(
                tenant, config.models(), config.batch().maxManifestBytes().asLongValue());
        return new BatchAcceptance(new StoredImages(store, tenant), manifests, outbox, rules, Clock.systemUTC());
    }
}
