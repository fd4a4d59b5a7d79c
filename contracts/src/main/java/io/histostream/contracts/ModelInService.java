package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A worker has put a version of a model into service. Topic {@link Topics#MODELS_IN_SERVICE}, key {@link #key}.
 *
 * @param digest SHA-256 of the card's file, as in {@link ModelReference}
 * @param card the whole model card as it is written
 * @param at when the version was put into service
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelInService(
        int schemaVersion, String model, String version, String digest, Map<String, Object> card, Instant at) {

    public static final int SCHEMA_VERSION = 1;

    public ModelInService {
        SchemaVersion.require(SCHEMA_VERSION, schemaVersion);
        Names.requireModel(model);
        Objects.requireNonNull(version, "version");
        Names.requireSha256(digest);
        // Not Map.copyOf: a card may say null, and its order is the one in which people read it.
        card = Collections.unmodifiableMap(new LinkedHashMap<>(card));
        Objects.requireNonNull(at, "at");
    }

    /** For example {@code resnet34/1.0.0}. */
    @JsonIgnore
    public String key() {
        return model + "/" + version;
    }
}
