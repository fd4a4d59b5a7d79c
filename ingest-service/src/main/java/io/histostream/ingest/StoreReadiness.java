package io.histostream.ingest;

import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the image store can be written. Kafka may be down: what is accepted waits in the outbox. */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {

    private static final String NAME = "image-store";

    private final ImageStore store;

    public StoreReadiness(ImageStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            store.check();
            return HealthCheckResponse.up(NAME);
        } catch (StoreUnavailableException e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("reason", e.getMessage())
                    .build();
        }
    }
}
