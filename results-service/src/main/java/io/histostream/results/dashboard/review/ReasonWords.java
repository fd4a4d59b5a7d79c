package io.histostream.results.dashboard.review;

import io.histostream.results.worklist.Reason;
import java.util.Arrays;
import java.util.List;

/** A reason to look at a case, as pages say it. */
public record ReasonWords(Reason reason) {

    static List<ReasonWords> all() {
        return Arrays.stream(Reason.values()).map(ReasonWords::new).toList();
    }

    /** As the value of a parameter. */
    public String word() {
        return reason.text();
    }

    public String title() {
        return switch (reason) {
            case FAILED -> "A model failed";
            case DISAGREE -> "Models disagree";
            case THRESHOLD -> "Near a threshold";
            case UNCERTAIN -> "Uncertain";
        };
    }
}
