package io.histostream.results.worklist;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why a human should look at a case. */
public enum Reason {
    /** A model could not classify the image. */
    FAILED,
    /** Models predict different labels, or their scores lie far apart. */
    DISAGREE,
    /** A score lies near its model's decision threshold. */
    THRESHOLD,
    /** The models together are not sure. */
    UNCERTAIN;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Reason of(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
