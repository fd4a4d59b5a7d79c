package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.cli.CommandFailure;
import io.histostream.contracts.ContractJson;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * A refusal (RFC 9457).
 *
 * @param errors what is wrong with single images of a batch, or with single labels
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(String code, String title, String detail, List<ImageError> errors) {

    private static final String CONTAMINATED = "CONTAMINATED";

    /** What is wrong with one image of a batch, or with one label. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ImageError(int index, String sha256, String code, String detail) {}

    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    static Problem of(HttpResponse<String> response) {
        return of(response.statusCode(), response.body());
    }

    static Problem of(int status, String body) {
        try {
            Problem problem = ContractJson.MAPPER.readValue(body, Problem.class);
            return problem == null || problem.code == null ? unknown(status) : problem;
        } catch (JsonProcessingException e) {
            return unknown(status);
        }
    }

    private static Problem unknown(int status) {
        return new Problem("HTTP_" + status, "Refused", null, List.of());
    }

    /** For example {@code UNKNOWN_MODEL: No such model is in service: vgg19}. */
    public String explain() {
        return code + (title == null ? "" : ": " + title) + (detail == null ? "" : ": " + detail);
    }

    CommandFailure failure(HttpResponse<?> response) {
        String message = response.uri().getAuthority() + " refused: " + explain();
        return CONTAMINATED.equals(code) ? CommandFailure.refused(message) : CommandFailure.trouble(message);
    }
}
