package io.histostream.results.query;

import io.histostream.results.ResultsConfig;
import io.histostream.results.download.Download;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Queries predictions: a page as JSON, or all of them as a CSV or NDJSON stream. */
@Path("/v1/predictions")
@Tag(name = "Predictions")
@Blocking
public class PredictionResource {

    private record Query(PredictionFilter filter, String cursor, int limit) {}

    private final Predictions predictions;
    private final PredictionExport export;
    private final ResultsConfig.Query config;

    public PredictionResource(Predictions predictions, PredictionExport export, ResultsConfig config) {
        this.predictions = predictions;
        this.export = export;
        this.config = config.query();
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Download.CSV, Download.NDJSON})
    @Operation(
            operationId = "queryPredictions",
            summary = "Predictions, newest first",
            description =
                    "By `Accept` a page as JSON, or every prediction as text/csv or application/x-ndjson. A row that is"
                            + " there during the whole walk from page to page is met exactly once, however many arrive meanwhile."
                            + " A page is answered in bounded time: where few rows pass the filter it may hold fewer items than the"
                            + " limit, or none, and still have a `next`. Only an answer without `next` is the end."
                            + " A cursor is good for the filter that it came from. Columns of the CSV keep their places: new ones are"
                            + " only ever added behind the last, which is now `variant`, after `labelMass` and `activationMap`.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PredictionPage.class)),
                @Content(mediaType = Download.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Download.NDJSON, schema = @Schema(implementation = PredictionItem.class))
            })
    public Response predictions(@Context UriInfo uri, @Context HttpHeaders headers) {
        String preferred = Download.preferred(headers, MediaType.APPLICATION_JSON, Download.CSV, Download.NDJSON);
        if (preferred.equals(MediaType.APPLICATION_JSON)) {
            Query query = query(uri, config.defaultLimit(), config.maxLimit());
            PredictionPage page = predictions.page(query.filter(), query.cursor(), query.limit());
            return Response.ok(page, MediaType.APPLICATION_JSON_TYPE).build();
        }
        Query query = query(uri, Integer.MAX_VALUE, Integer.MAX_VALUE);
        return preferred.equals(Download.CSV)
                ? Download.csv("predictions", out -> export.csv(query.filter(), query.cursor(), query.limit(), out))
                : Download.ndjson(
                        "predictions", out -> export.ndjson(query.filter(), query.cursor(), query.limit(), out));
    }

    private Query query(UriInfo uri, int absentLimit, int maxLimit) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        PredictionFilter filter = PredictionFilter.read(parameters);
        int limit = parameters.read("limit", absentLimit, 1, maxLimit);
        String cursor = parameters.read(
                "cursor",
                text -> {
                    if (!predictions.isCursor(filter, text)) {
                        throw new IllegalArgumentException("not a cursor of this query");
                    }
                    return text;
                },
                "the cursor that a query with the same filter gave");
        parameters.requireValid();
        return new Query(filter, cursor, limit);
    }
}
