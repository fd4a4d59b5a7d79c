package io.histostream.results.heatmap;

import io.histostream.contracts.ActivationMaps;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.Tenant;
import io.histostream.results.query.Image;
import io.histostream.results.query.ImageRepository;
import io.histostream.results.query.Job;
import io.histostream.results.query.JobRepository;
import io.histostream.results.query.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pictures as they were posted, and where in them a model saw a label. */
@Path("/v1")
@Tag(name = "Pictures")
@Blocking
@APIResponse(responseCode = "404", description = "No such image, or it has no such map")
@APIResponse(responseCode = "422", description = "The picture cannot be shown: too large, or not decodable for display")
@APIResponse(responseCode = "429", description = "Too many pictures are being drawn")
@APIResponse(responseCode = "503", description = "The image store is not available")
public class HeatMapResource {

    private static final String PNG = "image/png";

    /** Part of every entity tag: pictures drawn by another rule are other pictures. */
    private static final String DRAWN_BY = "1";

    private static final String FOR_EVER = "private, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "private, no-cache";

    private final JobRepository jobs;
    private final ImageRepository images;
    private final StoredObjects store;
    private final Drawing drawing;
    private final Tenant tenant;

    public HeatMapResource(
            JobRepository jobs, ImageRepository images, StoredObjects store, Drawing drawing, Tenant tenant) {
        this.jobs = jobs;
        this.images = images;
        this.store = store;
        this.drawing = drawing;
        this.tenant = tenant;
    }

    @GET
    @Path("/images/{id}/picture")
    @Produces(PNG)
    @Operation(operationId = "getPicture", summary = "The picture as PNG, whatever it was posted as")
    public Response picture(UUID id, @Context Request request) {
        Image image = image(id);
        EntityTag tag = new EntityTag(DRAWN_BY + "-" + image.sha256);
        return answer(request, tag, FOR_EVER, "picture", () -> drawing.png(() -> decoded(image)));
    }

    @GET
    @Path("/images/{id}/thumbnail")
    @Produces(PNG)
    @Operation(operationId = "getThumbnail", summary = "The picture as PNG, small enough for a list")
    public Response thumbnail(UUID id, @Context Request request) {
        Image image = image(id);
        EntityTag tag = new EntityTag(DRAWN_BY + "-thumbnail-" + image.sha256);
        return answer(request, tag, FOR_EVER, "thumbnail", () -> drawing.png(() -> Thumbnail.of(decoded(image))));
    }

    @GET
    @Path("/images/{id}/activation-map")
    @Produces(PNG)
    @Operation(
            operationId = "getActivationMap",
            summary = "Where in the picture a model saw a label, as PNG",
            description =
                    "Hot (yellow) is where most speaks for the label within this picture; cells that speak against it"
                            + " are cold. What the model was not shown is darkened. Name a job, or a model for its latest job that"
                            + " has a map.")
    @Parameter(name = "job", in = ParameterIn.QUERY, description = "Id of a job of this image")
    @Parameter(name = "model", in = ParameterIn.QUERY, description = "Name of a model")
    @Parameter(name = "version", in = ParameterIn.QUERY, description = "Version of the model; any if left out")
    @Parameter(
            name = "label",
            in = ParameterIn.QUERY,
            description = "One of the model's labels; else the predicted one")
    @Parameter(name = "overlay", in = ParameterIn.QUERY, description = "false for the map without the picture")
    public Response activationMap(UUID id, @Context UriInfo uri, @Context Request request) {
        MapQuery query = MapQuery.read(new QueryParameters(uri.getQueryParameters()));
        Job job = job(id, query);
        String label = query.label() == null ? job.label : query.label();
        EntityTag tag = new EntityTag("%s-%s-%08x-%s"
                .formatted(DRAWN_BY, job.jobId, (job.activationMap + label).hashCode(), query.overlay()));
        String caching = query.job() == null ? ASK_AGAIN : FOR_EVER;
        return answer(request, tag, caching, "activation-map", () -> draw(job, label, query.overlay()));
    }

    private Job job(UUID imageId, MapQuery query) {
        Optional<Job> found = query.job() == null
                ? jobs.latestWithMap(tenant.name(), imageId, query.model(), query.version())
                : jobs.find(tenant.name(), query.job());
        return found.filter(job -> job.imageId.equals(imageId) && job.activationMap != null)
                .filter(job -> query.model() == null || query.model().equals(job.model))
                .filter(job -> query.version() == null || query.version().equals(job.modelVersion))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NO_ACTIVATION_MAP,
                        "No such prediction of this image has a map: it was not asked for, or the model gives none."));
    }

    private byte[] draw(Job job, String label, boolean overlay) {
        ActivationMaps maps = store.maps(job.activationMap);
        HeatMap map = HeatMap.of(maps.rows(), maps.columns(), map(maps, label));
        if (!overlay) {
            return drawing.png(
                    () -> Overlay.alone(map, maps.field().width(), maps.field().height()));
        }
        Image image = image(job.imageId);
        return drawing.png(() -> {
            BufferedImage picture = decoded(image);
            return Overlay.over(picture, map, FieldOfView.of(maps.field(), picture.getWidth(), picture.getHeight()));
        });
    }

    private static ActivationMaps.LabelMap map(ActivationMaps maps, String label) {
        return maps.maps().stream()
                .filter(map -> map.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NO_ACTIVATION_MAP,
                        "The model has maps for: "
                                + maps.maps().stream()
                                        .map(ActivationMaps.LabelMap::label)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private Image image(UUID id) {
        return images.find(tenant.name(), id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such image."));
    }

    private BufferedImage decoded(Image image) throws UnshownPictureException {
        return drawing.decoder().decode(store.picture(tenant.name(), image.sha256, image.size), image.mediaType);
    }

    private static Response answer(Request request, EntityTag tag, String caching, String name, Supplier<byte[]> png) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(png.get(), PNG) : unchanged;
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"histostream-" + name + "-research-use-only.png\"")
                .build();
    }
}
