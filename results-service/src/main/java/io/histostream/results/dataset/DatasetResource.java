package io.histostream.results.dataset;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The data sets that were posted. */
@Path("/v1/datasets")
@Tag(name = "Data sets")
@Blocking
public class DatasetResource {

    /** By name. */
    public record DatasetList(List<Dataset> items) {}

    private final Datasets datasets;
    private final Tenant tenant;

    public DatasetResource(Datasets datasets, Tenant tenant) {
        this.datasets = datasets;
        this.tenant = tenant;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listDatasets",
            summary = "Every data set with its images, jobs and labelled images",
            description = "An image that was posted more than once counts once.")
    public DatasetList list(@Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).requireValid();
        return new DatasetList(datasets.list(tenant.name()));
    }
}
