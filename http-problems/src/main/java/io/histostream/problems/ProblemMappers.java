package io.histostream.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.histostream.contracts.ProblemCode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that a request can end with into a problem; nothing of the inside reaches the client. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** One broken rule of a request. */
    record Violation(String field, String message) {}

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        return ProblemResponses.of(exception);
    }

    @ServerExceptionMapper
    Response malformedJson(JsonProcessingException exception) {
        return ProblemResponses.of(ProblemCode.MALFORMED_JSON, "The body is not JSON" + place(exception) + ".");
    }

    @ServerExceptionMapper
    Response unknownField(UnrecognizedPropertyException exception) {
        return ProblemResponses.of(
                ProblemCode.UNKNOWN_FIELD, "The field at " + pathOf(exception) + " is not part of the interface.");
    }

    @ServerExceptionMapper
    Response wrongType(MismatchedInputException exception) {
        return ProblemResponses.of(
                ProblemCode.INVALID_REQUEST, "The value at " + pathOf(exception) + " is missing or of the wrong type.");
    }

    @ServerExceptionMapper
    Response refusedValue(ValueInstantiationException exception) {
        Throwable cause = exception.getCause();
        String reason = cause instanceof IllegalArgumentException ? cause.getMessage() : "it is not acceptable";
        return ProblemResponses.of(
                ProblemCode.INVALID_REQUEST, "The value at " + pathOf(exception) + " is refused: " + reason + ".");
    }

    @ServerExceptionMapper
    Response brokenRules(ConstraintViolationException exception) {
        List<Violation> violations = exception.getConstraintViolations().stream()
                .map(violation -> new Violation(fieldOf(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
        return ProblemResponses.of(Problem.of(
                ProblemCode.INVALID_REQUEST, violations.size() + " rule(s) of the interface are broken.", violations));
    }

    @ServerExceptionMapper
    Response httpError(WebApplicationException exception) {
        Throwable cause = exception.getCause();
        if (cause instanceof ProblemException problem) {
            return ProblemResponses.of(problem);
        }
        if (cause instanceof ValueInstantiationException refused) {
            return refusedValue(refused);
        }
        if (cause instanceof JsonProcessingException malformed) {
            return malformedJson(malformed);
        }
        int status = exception.getResponse().getStatus();
        if (status < 400) {
            return exception.getResponse();
        }
        ProblemCode code = ProblemResponses.codeOf(status);
        Problem general = Problem.of(code, code.title() + ".");
        // Statuses without a code of their own keep their number.
        return ProblemResponses.of(
                new Problem(general.type(), general.title(), status, code, general.detail(), general.errors()));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable exception) {
        UUID incident = UUID.randomUUID();
        LOG.errorf(exception, "Request failed, incident %s", incident);
        return ProblemResponses.of(
                ProblemCode.INTERNAL_ERROR,
                "The request failed; the service's log has it as incident " + incident + ".");
    }

    private static String place(JsonProcessingException exception) {
        return exception.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(
                                exception.getLocation().getLineNr(),
                                exception.getLocation().getColumnNr());
    }

    private static String pathOf(JsonMappingException exception) {
        String path = exception.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "the top" : path.startsWith(".") ? path.substring(1) : path;
    }

    /** The parameter or body field, without the Java method in front of it. */
    private static String fieldOf(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        int step = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            if (step++ > 0 && node.getName() != null) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
                if (node.getIndex() != null) {
                    field.insert(field.length() - node.getName().length(), "[" + node.getIndex() + "].");
                }
            }
        }
        return field.toString();
    }
}
