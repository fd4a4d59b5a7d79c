package io.histostream.ingest;

import io.histostream.contracts.ProblemCode;
import io.histostream.imagestore.StoreUnavailableException;
import io.histostream.problems.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What only this service's requests can end with: a store in trouble, and a body that ends too early. */
final class IngestProblems {

    private static final Logger LOG = Logger.getLogger(IngestProblems.class);

    private final IngestConfig config;

    IngestProblems(IngestConfig config) {
        this.config = config;
    }

    // The store's own trouble never comes as an IOException; what does is a request that cannot be read.
    @ServerExceptionMapper
    Response unreadable(IOException exception) {
        LOG.debugf("A request could not be read: %s", exception.getMessage());
        return Response.status(ProblemCode.INVALID_REQUEST.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(ProblemCode.INVALID_REQUEST, "The body could not be read to its end."))
                .build();
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
