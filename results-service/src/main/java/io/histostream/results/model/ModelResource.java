package io.histostream.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.query.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The cards of the models whose predictions are here. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
@Blocking
public class ModelResource {

    /**
     * A version of a model.
     *
     * @param inServiceSince when a worker first put it into service
     * @param lastInService when a worker last put it into service
     * @param card the whole model card
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Model(
            String model,
            String version,
            String digest,
            String family,
            String architecture,
            Instant inServiceSince,
            Instant lastInService,
            @Schema(type = SchemaType.OBJECT) JsonNode card) {

        static Model of(Card card) {
            return new Model(
                    card.model(),
                    card.version(),
                    card.digest(),
                    card.family().orElse(null),
                    card.architecture().orElse(null),
                    card.inServiceSince(),
                    card.lastInService(),
                    card.document());
        }
    }

    /** All versions that were ever in service. */
    public record ModelList(List<Model> items) {}

    private final ModelCards cards;

    public ModelResource(ModelCards cards) {
        this.cards = cards;
    }

    @GET
    @Operation(
            operationId = "listModels",
            summary = "The model versions that were put into service, with their cards",
            description = "By model; of a model's versions the one that was put into service last comes first.")
    public ModelList list(@Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).requireValid();
        return new ModelList(cards.all().stream().map(Model::of).toList());
    }

    @GET
    @Path("/{model}/{version}")
    @Operation(
            operationId = "getModel",
            summary = "One version of a model, with its card",
            description = "Of several packages of one version, the one that was put into service last.")
    public Model get(String model, String version, @Context UriInfo uri) {
        new QueryParameters(uri.getQueryParameters()).requireValid();
        return cards.find(model, version)
                .map(Model::of)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such model version."));
    }
}
