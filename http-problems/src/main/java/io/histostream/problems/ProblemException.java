package io.histostream.problems;

import io.histostream.contracts.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a request with a problem. The detail is shown to the client: no identifier of a person, no internals. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final Duration retryAfter;

    private ProblemException(Problem problem, Duration retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public ProblemException(ProblemCode code, String detail) {
        this(Problem.of(code, detail), null);
    }

    /** A problem with one entry for each wrong item of the request. */
    public ProblemException(ProblemCode code, String detail, List<?> errors) {
        this(Problem.of(code, detail, errors), null);
    }

    /** For overload and outages: the client is told when to come back. */
    public static ProblemException retryAfter(ProblemCode code, String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(code, detail), retryAfter);
    }

    public Problem problem() {
        return problem;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
