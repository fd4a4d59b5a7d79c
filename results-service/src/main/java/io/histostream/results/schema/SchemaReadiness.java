package io.histostream.results.schema;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the schema is up to date. */
@Readiness
public class SchemaReadiness implements HealthCheck {

    private final SchemaMigration migration;

    SchemaReadiness(SchemaMigration migration) {
        this.migration = migration;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schema")
                .status(migration.isUpToDate())
                .build();
    }
}
