package io.histostream.results.evaluation;

import io.histostream.results.download.Download;
import io.histostream.results.evaluation.EvaluationParameters.PairPage;
import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Comparisons;
import io.histostream.results.evaluation.table.ComparisonCsv;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Two models against each other, on the same images. */
@Path("/v1/comparisons")
@Tag(name = "Evaluation")
@Blocking
public class ComparisonResource {

    private final ModelComparisons comparisons;
    private final EvaluationParameters parameters;

    public ComparisonResource(ModelComparisons comparisons, EvaluationParameters parameters) {
        this.comparisons = comparisons;
        this.parameters = parameters;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Download.CSV})
    @Operation(
            operationId = "compare",
            summary = "Paired tests of two models, or of every pair",
            description =
                    "McNemar's exact test, DeLong's test of the AUC and, over equal folds, Wilcoxon's signed-rank test, on the"
                            + " labelled images that both predicted and both may be judged on. Without a pair, every pair at"
                            + " the magnification, or at all together; Holm's correction is then over all pairs, otherwise"
                            + " over the rows of the pair. DeLong's and McNemar's tests take images as independent; the"
                            + " interval of the accuracy's difference draws whole patients.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(oneOf = {Comparisons.class, Comparison.class})),
                @Content(mediaType = Download.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "409", description = "One of the pair was trained on these patients.")
    public Response compare(@Context UriInfo uri, @Context HttpHeaders headers) {
        PairPage page = parameters.comparison(uri.getQueryParameters());
        return page.query().first() == null ? pairs(page.query(), headers) : pair(page, headers);
    }

    private Response pairs(ComparisonQuery query, HttpHeaders headers) {
        Comparisons all = comparisons.pairs(query);
        return answer(all, all.pairs(), headers);
    }

    private Response pair(PairPage page, HttpHeaders headers) {
        Comparison pair = comparisons.pair(page.query(), page.after(), page.limit());
        Contamination.refuse(pair);
        return answer(pair, List.of(pair), headers);
    }

    private static Response answer(Object json, List<Comparison> rows, HttpHeaders headers) {
        return Download.isCsvPreferred(headers)
                ? Download.csv("comparison", out -> ComparisonCsv.write(rows, out))
                : Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
