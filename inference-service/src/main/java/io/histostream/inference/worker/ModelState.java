package io.histostream.inference.worker;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a model of this worker is doing. */
public enum ModelState {
    /** Its first version is being loaded. */
    LOADING,
    SERVING,
    /** It takes no more jobs and finishes those that it has begun. */
    DRAINING,
    /** No version of it could be loaded. */
    REFUSED;

    @JsonValue
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
