package io.histostream.results.dashboard;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The overview's tables as files. */
@Path("/")
@Blocking
@Produces("text/csv")
public class OverviewTableResource {

    private final Overview overview;

    public OverviewTableResource(Overview overview) {
        this.overview = overview;
    }

    @GET
    @Path("throughput.csv")
    @Operation(hidden = true)
    public Response throughput() {
        return Csv.table(
                "throughput",
                List.of("minute", "succeeded", "failed"),
                overview.situation().minutes().stream()
                        .map(minute -> Csv.row(minute.at(), minute.succeeded(), minute.failed())));
    }

    @GET
    @Path("batches.csv")
    @Operation(hidden = true)
    public Response batches() {
        return Csv.table(
                "batches",
                List.of(
                        "batchId",
                        "dataset",
                        "submittedAt",
                        "images",
                        "models",
                        "state",
                        "accepted",
                        "succeeded",
                        "failed"),
                overview.recentBatches().stream()
                        .map(batch -> Csv.row(
                                batch.batchId(),
                                batch.dataset(),
                                batch.submittedAt(),
                                batch.imageCount(),
                                String.join(" ", batch.models()),
                                batch.state(),
                                batch.jobs().accepted(),
                                batch.jobs().succeeded(),
                                batch.jobs().failed())));
    }

    @GET
    @Path("jobs-by-model.csv")
    @Operation(hidden = true)
    public Response models() {
        return Csv.table(
                "jobs-by-model",
                List.of("model", "accepted", "succeeded", "failed"),
                overview.situation().models().stream()
                        .map(model -> Csv.row(model.model(), model.accepted(), model.succeeded(), model.failed())));
    }
}
