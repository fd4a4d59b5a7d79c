package io.histostream.results.query;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.hibernate.exception.GenericJDBCException;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A request that needs the database while it is away is told to come back, not that something is broken. */
final class DatabaseProblems {

    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);

    private static final int RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper({JDBCConnectionException.class, GenericJDBCException.class})
    Response unavailable(Exception exception) {
        LOG.warnf("A request could not be answered: %s", exception.getMessage());
        return Response.status(ProblemCode.UNAVAILABLE.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(Problem.of(ProblemCode.UNAVAILABLE, "The database is not available now."))
                .build();
    }
}
