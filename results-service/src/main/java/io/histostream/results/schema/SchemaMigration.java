package io.histostream.results.schema;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date: at start, or else as soon as the database answers. Meanwhile the service runs, is not
 * ready, takes no record for done, and can be stopped at once.
 */
@Singleton
public class SchemaMigration {

    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);
    private static final long RETRY_SECONDS = 2;

    private final Flyway flyway;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "schema-migration"));
    private volatile boolean upToDate;

    SchemaMigration(Flyway flyway) {
        this.flyway = flyway;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        migrate();
        if (!upToDate) {
            var unused = thread.scheduleWithFixedDelay(this::migrate, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void migrate() {
        try {
            flyway.migrate();
            upToDate = true;
            thread.shutdown();
        } catch (FlywayException e) {
            LOG.warnf("The schema is not up to date yet, trying again in %d s: %s", RETRY_SECONDS, e.getMessage());
        }
    }

    boolean isUpToDate() {
        return upToDate;
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
