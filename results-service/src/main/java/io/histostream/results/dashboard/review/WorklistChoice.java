package io.histostream.results.dashboard.review;

import io.histostream.results.dashboard.Address;
import io.histostream.results.query.QueryParameters;
import io.histostream.results.worklist.WorklistFilter;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;

/**
 * What the page of the worklist shall show.
 *
 * @param reviewer who looks at it, so that nobody types a name twice; {@code null} where it is not said
 * @param cursor {@code null} for the first page
 */
public record WorklistChoice(WorklistFilter filter, String reviewer, String cursor) {

    private static final int LONGEST_NAME = 100;

    static WorklistChoice read(MultivaluedMap<String, String> values) {
        QueryParameters parameters = new QueryParameters(withoutEmpty(values));
        WorklistFilter filter = WorklistFilter.read(parameters);
        String reviewer = parameters.read("reviewer", WorklistChoice::reviewer, "a pseudonym");
        String cursor = parameters.read("cursor", text -> text, "the cursor that a page gave");
        parameters.requireValid();
        return new WorklistChoice(filter, reviewer, cursor);
    }

    /** A form sends an empty text for all. */
    private static MultivaluedMap<String, String> withoutEmpty(MultivaluedMap<String, String> values) {
        MultivaluedMap<String, String> said = new MultivaluedHashMap<>();
        values.forEach((name, given) ->
                given.stream().filter(value -> !value.isEmpty()).forEach(value -> said.add(name, value)));
        return said;
    }

    private static String reviewer(String text) {
        if (text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("too long");
        }
        return text;
    }

    public boolean isOf(String dataset) {
        return dataset.equals(filter.dataset());
    }

    public boolean isBy(String model) {
        return model.equals(filter.model());
    }

    public boolean isAt(String times) {
        return filter.magnification() != null
                && filter.magnification().times().toPlainString().equals(times);
    }

    public boolean isFor(ReasonWords reason) {
        return filter.reason() == reason.reason();
    }

    public boolean isReviewed(String truth) {
        return Objects.toString(filter.reviewed(), "").equals(truth);
    }

    /** The query of the first page of this list. */
    public String query() {
        return filtered().with("reviewer", reviewer).toString();
    }

    /** The query of this very page, to come back to. */
    public String returnQuery() {
        return filtered().with("cursor", cursor).toString();
    }

    /** The query of this list as a file. */
    public String fileQuery() {
        return filtered().toString();
    }

    private Address filtered() {
        return new Address()
                .with("dataset", filter.dataset())
                .with("batch", filter.batch())
                .with("model", filter.model())
                .with(
                        "magnification",
                        filter.magnification() == null
                                ? null
                                : filter.magnification().times().toPlainString())
                .with("reason", filter.reason() == null ? null : filter.reason().text())
                .with("reviewed", filter.reviewed());
    }
}
