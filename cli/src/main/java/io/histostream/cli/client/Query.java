package io.histostream.cli.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters of a question to the results service; those without a value are not asked for. */
public final class Query {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    public Query with(String name, Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
        return this;
    }

    /** @param times such as 40 or 40x, or {@code null} */
    public Query withMagnification(String times) {
        return with("magnification", times == null ? null : times.replaceFirst("[xX]$", ""));
    }

    /** In the order in which they were added. */
    public Map<String, String> parameters() {
        return parameters;
    }
}
