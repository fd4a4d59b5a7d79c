package io.histostream.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.ProblemCode;
import java.net.URI;
import java.util.List;

/**
 * The body of an error answer.
 *
 * @param errors what is wrong item by item, where a request has items; otherwise empty and left out
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(URI type, String title, int status, ProblemCode code, String detail, List<?> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemCode code, String detail) {
        return of(code, detail, List.of());
    }

    public static Problem of(ProblemCode code, String detail, List<?> errors) {
        return new Problem(code.type(), code.title(), code.status(), code, detail, errors);
    }
}
