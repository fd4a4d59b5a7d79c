package io.histostream.results.worklist;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.download.Download;
import io.histostream.results.label.LabelRepository;
import io.histostream.results.label.Labels;
import io.histostream.results.query.ImageRepository;
import io.histostream.results.query.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a pathologist should look at first, and what is then said of it. */
@Path("/v1/worklist")
@Tag(name = "Worklist")
@Blocking
public class WorklistResource {

    /** What a reviewer says. */
    @Schema(name = "Review")
    public record Review(@JsonProperty("class") String className, String source) {}

    /** What counts from now on. */
    public record Reviewed(UUID imageId, boolean reviewed, WorklistItem.Said label) {}

    private final Worklist worklist;
    private final WorklistExport export;
    private final Labels labels;
    private final LabelRepository said;
    private final ImageRepository images;
    private final Tenant tenant;
    private final ResultsConfig.Query config;

    WorklistResource(
            Worklist worklist,
            WorklistExport export,
            Labels labels,
            LabelRepository said,
            ImageRepository images,
            Tenant tenant,
            ResultsConfig config) {
        this.worklist = worklist;
        this.export = export;
        this.labels = labels;
        this.said = said;
        this.images = images;
        this.tenant = tenant;
        this.config = config.query();
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Download.CSV})
    @Operation(
            operationId = "getWorklist",
            summary = "The cases that need a human, the neediest first",
            description =
                    "`need` is 1 where a model failed. Otherwise it is half the disagreement, a quarter of the nearness and a"
                            + " quarter of the uncertainty, over the latest outcome of each model: disagreement = the mean of"
                            + " 2·min(positive, negative)/models and of the spread of the positive scores; nearness = the greatest"
                            + " of 1 - |score - threshold| / max(threshold, 1 - threshold); uncertainty = the binary entropy, in"
                            + " bits, of the mean positive score. Only cases with a reason are here. Only the latest jobs of the"
                            + " data set, the batch or all are looked at: `scope` says how many, and whether there are older ones."
                            + " By `Accept` a page as JSON, or all cases as CSV. The order stays as it is from page to page for"
                            + " some minutes; then the cursor is refused. `reviewed` is true where the label that counts was given"
                            + " in a review.")
    @Parameter(name = "dataset", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "batch", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "model", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "magnification", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.NUMBER))
    @Parameter(
            name = "reason",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"disagree", "threshold", "uncertain", "failed"}))
    @Parameter(name = "reviewed", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Worklist.WorklistPage.class)),
                @Content(mediaType = Download.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        WorklistFilter filter = WorklistFilter.read(parameters);
        if (Download.isCsvPreferred(headers)) {
            parameters.requireValid();
            return Download.csv("worklist", out -> export.csv(filter, out));
        }
        int limit = parameters.read("limit", config.defaultLimit(), 1, config.maxLimit());
        String cursor = parameters.read("cursor", text -> text, "the `next` of the page before");
        parameters.requireValid();
        return Response.ok(worklist.page(filter, cursor, limit), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    @POST
    @Path("/{imageId}/review")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reviewImage",
            summary = "What a reviewer says of an image",
            description = "It becomes the image's label, with the source that is given here, and the case is reviewed.")
    public Reviewed review(UUID imageId, Review review) {
        if (review == null) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "The body holds no review.");
        }
        if (images.find(tenant.name(), imageId).isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such image.");
        }
        labels.review(imageId, review.className(), review.source());
        return said.find(tenant.name(), imageId)
                .map(label -> new Reviewed(imageId, label.review(), WorklistItem.said(label)))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "The label was taken back meanwhile."));
    }
}
