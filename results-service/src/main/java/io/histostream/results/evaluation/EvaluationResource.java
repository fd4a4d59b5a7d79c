package io.histostream.results.evaluation;

import io.histostream.results.download.Download;
import io.histostream.results.evaluation.api.Curves;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.Generalisation;
import io.histostream.results.evaluation.table.EvaluationCsv;
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

/** The study's table: models against the pathologists' labels. */
@Path("/v1/evaluations")
@Tag(name = "Evaluation")
@Blocking
public class EvaluationResource {

    private final Evaluations evaluations;
    private final EvaluationParameters parameters;

    public EvaluationResource(Evaluations evaluations, EvaluationParameters parameters) {
        this.evaluations = evaluations;
        this.parameters = parameters;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Download.CSV})
    @Operation(
            operationId = "evaluate",
            summary = "The study's table: model by version by magnification",
            description =
                    "Each figure has its 95 % interval by a bootstrap over patients, or says why it is undefined or has no"
                            + " interval. A version that was trained on a patient of the data set is not judged: its row says"
                            + " `refused`, and where it alone was asked for, the answer is the problem CONTAMINATED. The"
                            + " versions of a cross-validation are also judged together, each patient by the version that"
                            + " held it out. A prediction is the latest that succeeded; an image on which a version only"
                            + " failed is counted as failed.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Evaluation.class)),
                @Content(mediaType = Download.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "409", description = "The only version asked for was trained on these patients.")
    public Response table(@Context UriInfo uri, @Context HttpHeaders headers) {
        EvaluationQuery query = parameters.table(uri.getQueryParameters());
        Evaluation evaluation = evaluations.table(query);
        Contamination.refuse(query, evaluation);
        return Download.isCsvPreferred(headers)
                ? Download.csv("evaluation", out -> EvaluationCsv.write(evaluation, out))
                : Response.ok(evaluation, MediaType.APPLICATION_JSON_TYPE).build();
    }

    @GET
    @Path("/curves")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "evaluationCurves",
            summary = "ROC, precision-recall and reliability of one model version",
            description = "At most 500 points a curve; bands are of the bootstrap over patients, point by point.")
    @APIResponse(responseCode = "409", description = "The version was trained on these patients.")
    public Curves curves(@Context UriInfo uri) {
        Curves curves = evaluations.curves(parameters.curves(uri.getQueryParameters()));
        Contamination.refuse(curves);
        return curves;
    }

    @GET
    @Path("/generalisation")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "generalisation",
            summary = "What each model loses from one data set to another",
            description = "The difference is the figure on `to` less the figure on `from`.")
    @APIResponse(responseCode = "409", description = "The only version asked for was trained on these patients.")
    public Generalisation generalisation(@Context UriInfo uri) {
        GeneralisationQuery query = parameters.generalisation(uri.getQueryParameters());
        Generalisation generalisation = evaluations.generalisation(query);
        Contamination.refuse(query, generalisation);
        return generalisation;
    }
}
