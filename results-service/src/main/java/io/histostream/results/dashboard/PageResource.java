package io.histostream.results.dashboard;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.batch.BatchProgress;
import io.histostream.results.batch.BatchRepository;
import io.histostream.results.download.Download;
import io.histostream.results.query.Job;
import io.histostream.results.query.PredictionExport;
import io.histostream.results.query.PredictionFilter;
import io.histostream.results.query.PredictionPage;
import io.histostream.results.query.Predictions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages of the work: an overview, and one batch with its predictions. */
@Path("/")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class PageResource {

    /** The pages' templates. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance overview(Situation now, List<BatchProgress> batches, List<Job> failures);

        static native TemplateInstance batch(BatchProgress batch, PredictionPage page, boolean first);
    }

    private final Overview overview;
    private final BatchRepository batches;
    private final Predictions predictions;
    private final PredictionExport export;
    private final Tenant tenant;
    private final int pageSize;

    public PageResource(
            Overview overview,
            BatchRepository batches,
            Predictions predictions,
            PredictionExport export,
            Tenant tenant,
            ResultsConfig config) {
        this.overview = overview;
        this.batches = batches;
        this.predictions = predictions;
        this.export = export;
        this.tenant = tenant;
        this.pageSize = config.query().defaultLimit();
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance overview() {
        return Templates.overview(overview.situation(), overview.recentBatches(), overview.latestFailures());
    }

    /** What the overview's script asks for again and again. */
    @GET
    @Path("overview.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Situation situation() {
        return overview.situation();
    }

    @GET
    @Path("batches/{id}")
    @Operation(hidden = true)
    public TemplateInstance batch(UUID id, @RestQuery String cursor) {
        BatchProgress progress = progress(id);
        return Templates.batch(progress, page(id, cursor), cursor == null);
    }

    /** A link cannot ask for a media type; this is what one leads to. */
    @GET
    @Path("batches/{id}/predictions.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response csv(UUID id) {
        progress(id);
        return Download.csv(
                "batch-" + id, out -> export.csv(PredictionFilter.ofBatch(id), null, Integer.MAX_VALUE, out));
    }

    @GET
    @Path("batches/{id}/progress.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response progressCsv(UUID id) {
        return Csv.table(
                "progress-" + id,
                List.of("model", "accepted", "succeeded", "failed"),
                progress(id).byModel().stream()
                        .map(model -> Csv.row(model.model(), model.accepted(), model.succeeded(), model.failed())));
    }

    private BatchProgress progress(UUID id) {
        return batches.progress(tenant.name(), id)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_FOUND, "There is no such batch, or it has not reached the results yet."));
    }

    private PredictionPage page(UUID id, String cursor) {
        try {
            return predictions.page(PredictionFilter.ofBatch(id), cursor, pageSize);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "The cursor is not one of this batch.");
        }
    }
}
