package io.histostream.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Answers with a problem what the HTTP server itself would answer with a bare status, or with a failure of its own. */
@Singleton
public class RequestGuard {

    private static final int BEFORE_THE_SERVERS_OWN_LIMIT = 100;
    private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]+";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile(TOKEN + "/" + TOKEN + "(\\s*;\\s*" + TOKEN + "=(\"[^\"]*\"|" + TOKEN + "))*");
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(\"[^\"]{1,70}\"|[^\\s\";]{1,70})\\s*(;|$)", Pattern.CASE_INSENSITIVE);

    private final long maxBytes;

    public RequestGuard(IngestConfig config) {
        this.maxBytes = config.batch().maxMultipartBytes().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, BEFORE_THE_SERVERS_OWN_LIMIT);
    }

    private void guard(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        String type = context.request().getHeader("Content-Type");
        if (length != null && isLongerThan(length, maxBytes)) {
            answer(context, ProblemCode.TOO_LARGE, "A request may have at most %d bytes.".formatted(maxBytes));
        } else if (type != null && !isMediaType(type)) {
            answer(context, ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type is not a media type.");
        } else if (type != null
                && type.regionMatches(true, 0, "multipart/", 0, 10)
                && !BOUNDARY.matcher(type).find()) {
            answer(context, ProblemCode.INVALID_REQUEST, "A multipart request must name its boundary.");
        } else {
            context.next();
        }
    }

    // A boundary may have more characters than a token; it has a rule of its own.
    private static boolean isMediaType(String type) {
        return type.regionMatches(true, 0, "multipart/", 0, 10)
                || MEDIA_TYPE.matcher(type.strip()).matches();
    }

    private static boolean isLongerThan(String length, long most) {
        try {
            return Long.parseLong(length) > most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void answer(RoutingContext context, ProblemCode code, String detail) {
        try {
            String problem = ContractJson.MAPPER.writeValueAsString(Problem.of(code, detail));
            var unused = context.response()
                    .setStatusCode(code.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Connection", "close")
                    .end(problem);
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
