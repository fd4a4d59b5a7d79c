package io.histostream.results.worklist;

import io.histostream.contracts.Magnification;
import io.histostream.contracts.Names;
import io.histostream.results.query.QueryParameters;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Which cases are asked for; {@code null} asks for any.
 *
 * @param model cases of which this model says something
 */
public record WorklistFilter(
        String dataset, UUID batch, String model, Magnification magnification, Reason reason, Boolean reviewed) {

    /** Where cases are looked for. */
    record Scope(String dataset, UUID batch) {}

    Scope scope() {
        return new Scope(dataset, batch);
    }

    public static WorklistFilter read(QueryParameters parameters) {
        return new WorklistFilter(
                parameters.read("dataset", Names::datasetOrNull, "a data set's name"),
                parameters.read("batch", UUID::fromString, "a UUID"),
                parameters.read("model", Names::requireModel, "a model's name"),
                parameters.read("magnification", WorklistFilter::magnification, "a number such as 40"),
                parameters.read("reason", Reason::of, "disagree, threshold, uncertain or failed"),
                parameters.read("reviewed", WorklistFilter::truth, "true or false"));
    }

    private static Magnification magnification(String text) {
        if (text.length() > 8) {
            throw new IllegalArgumentException("too long");
        }
        return new Magnification(new BigDecimal(text));
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither");
        }
        return text.equals("true");
    }
}
