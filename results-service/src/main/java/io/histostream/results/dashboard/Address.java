package io.histostream.results.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.StringJoiner;

/** Writes the query of an address; what is {@code null} or empty is left out. */
public final class Address {

    private final StringJoiner query = new StringJoiner("&");

    public Address with(String parameter, Object value) {
        String text = Objects.toString(value, "");
        if (!text.isEmpty()) {
            query.add(parameter + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
        return this;
    }

    @Override
    public String toString() {
        return query.toString();
    }
}
