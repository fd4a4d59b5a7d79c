package io.histostream.results.query;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a request's query parameters strictly: each at most once, none that is unknown, none empty. A misspelt filter that
 * is ignored would answer another question than the one that was asked.
 */
public final class QueryParameters {

    /** What is wrong with one parameter. The value is not repeated: a malformed one may be a person's name. */
    public record ParameterError(String parameter, String detail) {}

    private final MultivaluedMap<String, String> values;
    private final Set<String> known = new HashSet<>();
    private final List<ParameterError> errors = new ArrayList<>();

    public QueryParameters(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /**
     * The value of a parameter, or {@code null} where the request has none or a wrong one.
     *
     * @param parse throws any runtime exception for a wrong value
     * @param expected completes the sentence "It must be …"
     */
    public <T> T read(String name, Function<String, T> parse, String expected) {
        known.add(name);
        List<String> given = values.get(name);
        if (given == null) {
            return null;
        }
        if (given.size() > 1) {
            errors.add(new ParameterError(name, "It may be given once."));
            return null;
        }
        try {
            return parse.apply(given.get(0));
        } catch (RuntimeException e) {
            errors.add(new ParameterError(name, "It must be " + expected + "."));
            return null;
        }
    }

    /** An integer in a range. */
    public int read(String name, int absent, int least, int greatest) {
        Integer value = read(
                name,
                text -> {
                    int number = Integer.parseInt(text);
                    if (number < least || number > greatest) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return number;
                },
                "a number from " + least + " to " + greatest);
        return value == null ? absent : value;
    }

    /** To be called once, after every parameter was read. */
    public void requireValid() {
        List<String> unknown = values.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.UNKNOWN_FIELD,
                    unknown.size() + " query parameter(s) are not part of the interface; it has: "
                            + String.join(", ", known.stream().sorted().toList()) + ".");
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST, errors.size() + " query parameter(s) are wrong.", errors);
        }
    }
}
