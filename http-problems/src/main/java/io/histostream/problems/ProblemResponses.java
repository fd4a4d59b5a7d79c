package io.histostream.problems;

import io.histostream.contracts.ProblemCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/** Makes HTTP responses of problems. */
final class ProblemResponses {

    private ProblemResponses() {}

    static Response of(ProblemCode code, String detail) {
        return of(Problem.of(code, detail));
    }

    static Response of(Problem problem) {
        return builder(problem).build();
    }

    static Response of(ProblemException exception) {
        Response.ResponseBuilder response = builder(exception.problem());
        exception
                .retryAfter()
                .ifPresent(after -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, after.toSeconds())));
        return response.build();
    }

    /** The code whose status this is; any other client error is an invalid request, any other status an internal error. */
    static ProblemCode codeOf(int status) {
        return Arrays.stream(new ProblemCode[] {
                    ProblemCode.NOT_FOUND,
                    ProblemCode.METHOD_NOT_ALLOWED,
                    ProblemCode.NOT_ACCEPTABLE,
                    ProblemCode.TOO_LARGE,
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    ProblemCode.OVERLOADED,
                    ProblemCode.UNAVAILABLE
                })
                .filter(code -> code.status() == status)
                .findFirst()
                .orElse(status >= 400 && status < 500 ? ProblemCode.INVALID_REQUEST : ProblemCode.INTERNAL_ERROR);
    }

    private static Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
