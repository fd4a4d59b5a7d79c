package io.histostream.results.dashboard.study;

import io.histostream.results.dashboard.Address;
import io.histostream.results.evaluation.ComparisonQuery;
import io.histostream.results.evaluation.ComparisonQuery.ModelVersion;
import io.histostream.results.evaluation.api.Contestant;
import io.histostream.results.evaluation.reading.Scope;
import io.histostream.results.query.QueryParameters;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What the page of comparisons shall show.
 *
 * @param dataset {@code null} where there is none
 * @param first as {@code model@version}; {@code null} for every pair
 * @param second as {@code model@version}; {@code null} for every pair
 * @param cursor where the page of disagreements begins; {@code null} for the first
 */
public record ComparisonChoice(String dataset, Handling handling, String first, String second, UUID cursor) {

    /** @param datasets the first is shown where the request names none */
    static ComparisonChoice read(QueryParameters parameters, List<String> datasets) {
        String dataset = parameters.read("dataset", EvaluationChoice::dataset, "a data set's name");
        Handling handling = parameters.read("contaminated", Handling::parse, "refuse, exclude or report");
        String first = parameters.read("first", ComparisonChoice::model, "a model@version");
        String second = parameters.read("second", ComparisonChoice::model, "a model@version");
        UUID cursor = parameters.read("cursor", UUID::fromString, "the cursor that a page gave");
        return new ComparisonChoice(
                dataset == null && !datasets.isEmpty() ? datasets.get(0) : dataset,
                Objects.requireNonNullElse(handling, Handling.REFUSE),
                first,
                second,
                cursor);
    }

    /** A form sends an empty text for every pair. */
    private static String model(String text) {
        return text.isEmpty() ? null : EvaluationChoice.model(text);
    }

    boolean isPair() {
        return first != null && second != null && !first.equals(second);
    }

    ComparisonQuery query(int resamples, long seed) {
        return new ComparisonQuery(
                Scope.ofDataset(dataset),
                isPair() ? version(first) : null,
                isPair() ? version(second) : null,
                null,
                handling.contaminated(),
                resamples,
                seed);
    }

    /** Every pair of the same data set. */
    ComparisonChoice allPairs() {
        return new ComparisonChoice(dataset, handling, null, null, null);
    }

    private static ModelVersion version(String name) {
        int at = name.indexOf('@');
        return new ModelVersion(name.substring(0, at), name.substring(at + 1));
    }

    /** The query of every pair. */
    public String pairsQuery() {
        return new Address()
                .with("dataset", dataset)
                .with("contaminated", handling.word())
                .toString();
    }

    /** The query of the chosen pair. */
    public String query() {
        return pair(first, second);
    }

    public String withPair(Contestant one, Contestant other) {
        return pair(one.toString(), other.toString());
    }

    private String pair(String one, String other) {
        return new Address()
                .with("dataset", dataset)
                .with("contaminated", handling.word())
                .with("first", one)
                .with("second", other)
                .toString();
    }
}
