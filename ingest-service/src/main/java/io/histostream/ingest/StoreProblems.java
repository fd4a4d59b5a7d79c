package io.histostream.ingest;

import io.histostream.contracts.ProblemCode;
import io.histostream.imagestore.StoreUnavailableException;
import io.histostream.problems.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells a client to come back when the image store is in trouble. */
final class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);

    private final IngestConfig config;

    StoreProblems(IngestConfig config) {
        this.config = config;
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException exception) {
        LOG.warnf(exception, "The image store is not available: %s", exception.getMessage());
        return Response.status(ProblemCode.UNAVAILABLE.status())
                .type(Problem.MEDIA_TYPE)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Math.max(1, config.outbox().retryAfter().toSeconds()))
                .entity(Problem.of(ProblemCode.UNAVAILABLE, "The image store is not available now."))
                .build();
    }
}
