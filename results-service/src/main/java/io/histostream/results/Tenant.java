package io.histostream.results;

import io.histostream.contracts.Names;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whose results a request may see; it stands in every query. */
@Singleton
public class Tenant {

    private final String name;

    public Tenant(@ConfigProperty(name = "histostream.tenant", defaultValue = "default") String name) {
        this.name = Names.requireTenant(name);
    }

    public String name() {
        return name;
    }
}
