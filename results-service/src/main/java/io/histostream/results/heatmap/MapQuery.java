package io.histostream.results.heatmap;

import io.histostream.contracts.Names;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.query.QueryParameters;
import java.util.UUID;

/**
 * Which map of an image is wanted.
 *
 * @param job or {@code null} for the latest of {@code model}
 * @param version {@code null} for any
 * @param label {@code null} for the predicted one
 * @param overlay whether the picture is wanted under the map
 */
record MapQuery(UUID job, String model, String version, String label, boolean overlay) {

    private static final int LONGEST_NAME = 200;

    static MapQuery read(QueryParameters parameters) {
        Boolean overlay = parameters.read("overlay", MapQuery::trueOrFalse, "true or false");
        MapQuery query = new MapQuery(
                parameters.read("job", UUID::fromString, "a UUID"),
                parameters.read("model", Names::requireModel, "a model's name"),
                parameters.read("version", MapQuery::name, "a model's version"),
                parameters.read("label", MapQuery::name, "a label"),
                overlay == null || overlay);
        parameters.requireValid();
        if (query.job == null && query.model == null) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST,
                    "A model or a job must be named: each model sees the picture its own way.");
        }
        return query;
    }

    private static boolean trueOrFalse(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return text.equals("true");
    }

    private static String name(String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("no name");
        }
        return text;
    }
}
