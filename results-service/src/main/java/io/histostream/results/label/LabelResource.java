package io.histostream.results.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Names;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.download.Download;
import io.histostream.results.query.ImageRepository;
import io.histostream.results.query.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes and gives what people say of images. */
@Path("/v1")
@Tag(name = "Labels")
@Blocking
public class LabelResource {

    /** Said of labels that come with no word about who gave them. */
    private static final String NO_SOURCE = "import";

    private static final String PUT_DESCRIPTION =
            "All rows or none: one that is wrong ends in 422 with `errors`, the first 100 of them. The same again changes"
                    + " nothing. An image is named by its id, its sha256 or the lab's own name of it; with the first two it may"
                    + " be posted later. Classes of BreakHis (names and codes) and BACH and the labels themselves are known;"
                    + " case, spaces, - and _ make no difference.";

    /**
     * Some labels.
     *
     * @param next cursor of the page that follows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LabelPage(List<Label> items, String next) {}

    /**
     * What was ever said of an image.
     *
     * @param current what counts now
     * @param history every change, the latest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ImageLabels(UUID imageId, Label current, List<Label> history) {}

    private final Labels labels;
    private final LabelRepository repository;
    private final LabelExport export;
    private final ImageRepository images;
    private final Tenant tenant;
    private final ResultsConfig.Query config;

    LabelResource(
            Labels labels,
            LabelRepository repository,
            LabelExport export,
            ImageRepository images,
            Tenant tenant,
            ResultsConfig config) {
        this.labels = labels;
        this.repository = repository;
        this.export = export;
        this.images = images;
        this.tenant = tenant;
        this.config = config.query();
    }

    @PUT
    @Path("/labels")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LabelJson.class)),
                @Content(mediaType = Download.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @Operation(
            operationId = "putLabels",
            summary = "What people say of images",
            description = PUT_DESCRIPTION
                    + " `mapping` makes more classes known to this request; `class: null` takes a label back.")
    public LabelReceipt putJson(InputStream body, @Context UriInfo uri) throws IOException {
        new QueryParameters(uri.getQueryParameters()).requireValid();
        return labels.putJson(body);
    }

    @PUT
    @Path("/labels")
    @Consumes(Download.CSV)
    @Produces(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(mediaType = Download.CSV, schema = @Schema(type = SchemaType.STRING)))
    @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Operation(
            operationId = "putLabelsCsv",
            summary = "What people say of images, as CSV",
            description = PUT_DESCRIPTION
                    + " The header has `image_id`, `sha256` or `name`, and `class` or `label`; `source` is optional, in a"
                    + " column or for all rows in the query. Where a row has both, `label` says what its class belongs"
                    + " to. Other columns are not looked at.")
    public LabelReceipt putCsv(InputStream body, @Context UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        String source =
                parameters.read("source", text -> Names.pseudonymOrNull("source", text), "of the form of a pseudonym");
        parameters.requireValid();
        return labels.putCsv(body, source == null ? NO_SOURCE : source);
    }

    @GET
    @Path("/labels")
    @Produces({MediaType.APPLICATION_JSON, Download.CSV})
    @Operation(
            operationId = "listLabels",
            summary = "The labels that count now",
            description = "By `Accept` a page as JSON, or all of them as CSV that can be put back as it is.")
    @Parameter(name = "dataset", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LabelPage.class)),
                @Content(mediaType = Download.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        String dataset = parameters.read("dataset", Names::datasetOrNull, "a data set's name");
        if (Download.isCsvPreferred(headers)) {
            parameters.requireValid();
            return Download.csv("labels", out -> export.csv(dataset, out));
        }
        int limit = parameters.read("limit", config.defaultLimit(), 1, config.maxLimit());
        UUID after = parameters.read("cursor", UUID::fromString, "the `next` of the page before");
        parameters.requireValid();
        return Response.ok(page(dataset, after, limit), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private LabelPage page(String dataset, UUID after, int limit) {
        List<Label> found = repository.page(tenant.name(), dataset, after, limit + 1);
        List<Label> kept = found.subList(0, Math.min(limit, found.size()));
        return new LabelPage(
                kept, found.size() > limit ? kept.get(limit - 1).imageId().toString() : null);
    }

    @GET
    @Path("/images/{id}/labels")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getImageLabels", summary = "What was ever said of one image")
    public ImageLabels ofImage(UUID id) {
        List<Label> history = repository.history(tenant.name(), id);
        if (history.isEmpty() && images.find(tenant.name(), id).isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such image.");
        }
        return new ImageLabels(id, repository.find(tenant.name(), id).orElse(null), history);
    }
}
