package io.histostream.results.batch;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.query.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was posted, and how far it is. */
@Path("/v1/batches")
@Tag(name = "Batches")
@Blocking
public class BatchResource {

    /** The newest batches first. */
    public record BatchList(List<BatchProgress> items) {}

    private final BatchRepository batches;
    private final Tenant tenant;
    private final ResultsConfig.Query config;

    public BatchResource(BatchRepository batches, Tenant tenant, ResultsConfig config) {
        this.batches = batches;
        this.tenant = tenant;
        this.config = config.query();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listBatches", summary = "The newest batches with their progress")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    public BatchList list(@Context UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        int limit = parameters.read("limit", config.defaultLimit(), 1, config.maxLimit());
        parameters.requireValid();
        return new BatchList(batches.recent(tenant.name(), limit));
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getBatch",
            summary = "A batch's progress by state and model",
            description = "404 also for a batch that was accepted so recently that its message has not come yet.")
    public BatchProgress get(UUID id) {
        return batches.progress(tenant.name(), id).orElseThrow(BatchResource::notFound);
    }

    static ProblemException notFound() {
        return new ProblemException(
                ProblemCode.NOT_FOUND, "There is no such batch, or it has not reached the results yet.");
    }
}
