package io.histostream.results.query;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.query.Views.ImageView;
import io.histostream.results.query.Views.PatientView;
import io.histostream.results.query.Views.SlideView;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One image, slide or patient by all models. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
@Blocking
public class ViewResource {

    private record Found(List<PredictionItem> items, boolean truncated) {}

    private final JobRepository jobs;
    private final ImageRepository images;
    private final Tenant tenant;
    private final int limit;
    private final String positiveLabel;

    public ViewResource(JobRepository jobs, ImageRepository images, Tenant tenant, ResultsConfig config) {
        this.jobs = jobs;
        this.images = images;
        this.tenant = tenant;
        this.limit = config.query().viewLimit();
        this.positiveLabel = config.positiveLabel();
    }

    @GET
    @Path("/images/{id}")
    @Operation(operationId = "getImage", summary = "All models' predictions for one image, side by side")
    public ImageView image(UUID id) {
        Optional<Image> image = images.find(tenant.name(), id);
        Found found = found(jobs.ofImage(tenant.name(), id, limit + 1));
        if (image.isEmpty() && found.items().isEmpty()) {
            throw notFound("image");
        }
        return new ImageView(
                id,
                image.map(known -> known.sha256)
                        .orElseGet(() -> found.items().get(0).sha256()),
                image.map(known -> known.mediaType).orElse(null),
                image.map(known -> known.size).orElse(null),
                ScoreAggregate.of(found.items(), positiveLabel),
                Views.sideBySide(found.items()),
                found.truncated());
    }

    @GET
    @Path("/slides/{id}")
    @Operation(operationId = "getSlide", summary = "All models' predictions for one slide, with aggregated scores")
    public SlideView slide(String id) {
        Found found = found(jobs.ofSlide(tenant.name(), pseudonym("slide", id), limit + 1));
        if (found.items().isEmpty()) {
            throw notFound("slide");
        }
        return new SlideView(
                id,
                Views.patients(found.items()),
                ScoreAggregate.of(found.items(), positiveLabel),
                Views.byImage(found.items()),
                found.truncated());
    }

    @GET
    @Path("/patients/{id}")
    @Operation(
            operationId = "getPatient",
            summary = "All models' predictions for one patient, with the patient's scores",
            description =
                    "A patient's score by a model is the mean, and the greatest, score of the positive label over the"
                            + " patient's images; an image that was posted more than once counts once.")
    public PatientView patient(String id) {
        Found found = found(jobs.ofPatient(tenant.name(), pseudonym("patient", id), limit + 1));
        if (found.items().isEmpty()) {
            throw notFound("patient");
        }
        return new PatientView(
                id,
                ScoreAggregate.of(found.items(), positiveLabel),
                Views.bySlide(found.items(), positiveLabel),
                Views.byImage(found.items()),
                found.truncated());
    }

    private Found found(List<Job> rows) {
        List<Job> kept = rows.subList(0, Math.min(limit, rows.size()));
        return new Found(kept.stream().map(PredictionItem::of).toList(), rows.size() > limit);
    }

    private static String pseudonym(String what, String id) {
        try {
            return PredictionFilter.pseudonym(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "A " + what + " is named by a pseudonym.");
        }
    }

    private static ProblemException notFound(String what) {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such " + what + ".");
    }
}
