package io.histostream.results.dashboard.review;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.Tenant;
import io.histostream.results.dashboard.Address;
import io.histostream.results.download.Download;
import io.histostream.results.label.ClassMapping;
import io.histostream.results.label.Labels;
import io.histostream.results.query.ImageRepository;
import io.histostream.results.total.ModelTotal;
import io.histostream.results.total.Totals;
import io.histostream.results.worklist.Worklist;
import io.histostream.results.worklist.WorklistExport;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;

/** The page of the cases that need a person, and the form by which a person says what is right. */
@Path("/")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class WorklistPageResource {

    /** The page's template. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance worklist(WorklistView page);
    }

    private static final int CASES = 20;
    // Those of the study; a case at another magnification is found without this filter.
    private static final List<String> MAGNIFICATIONS = List.of("40", "100", "200", "400");

    private final Worklist worklist;
    private final WorklistExport export;
    private final Labels labels;
    private final ImageRepository images;
    private final Totals totals;
    private final Tenant tenant;

    public WorklistPageResource(
            Worklist worklist,
            WorklistExport export,
            Labels labels,
            ImageRepository images,
            Totals totals,
            Tenant tenant) {
        this.worklist = worklist;
        this.export = export;
        this.labels = labels;
        this.images = images;
        this.totals = totals;
        this.tenant = tenant;
    }

    @GET
    @Path("worklist")
    @Operation(hidden = true)
    public TemplateInstance worklist(@Context UriInfo uri) {
        WorklistChoice choice = WorklistChoice.read(uri.getQueryParameters());
        return Templates.worklist(new WorklistView(
                choice,
                worklist.page(choice.filter(), choice.cursor(), CASES),
                totals.datasets(tenant.name()),
                totals.byModel(tenant.name()).stream().map(ModelTotal::model).toList(),
                MAGNIFICATIONS,
                ClassMapping.shipped().known()));
    }

    @GET
    @Path("worklist.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response csv(@Context UriInfo uri) {
        WorklistChoice choice = WorklistChoice.read(uri.getQueryParameters());
        return Download.csv("worklist", out -> export.csv(choice.filter(), out));
    }

    /** Keeps the label and leads back to where the form was. */
    @POST
    @Path("worklist/{imageId}/review")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response review(
            UUID imageId,
            @RestForm("class") String className,
            @RestForm String source,
            @RestForm String from,
            @RestHeader("Sec-Fetch-Site") String site,
            @Context UriInfo uri) {
        if ("cross-site".equals(site)) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "A review comes from a page of this service.");
        }
        if (className == null || className.isBlank() || source == null || source.isBlank()) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "A review has a class and says whose it is.");
        }
        if (images.find(tenant.name(), imageId).isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such image.");
        }
        labels.review(imageId, className, source.strip());
        return Response.seeOther(back(imageId, source.strip(), from, uri)).build();
    }

    private static URI back(UUID imageId, String reviewer, String from, UriInfo uri) {
        if ("image".equals(from)) {
            return URI.create("/images/" + imageId + "?" + new Address().with("reviewer", reviewer) + "#label");
        }
        WorklistChoice choice = WorklistChoice.read(uri.getQueryParameters());
        String query = new WorklistChoice(choice.filter(), reviewer, choice.cursor()).returnQuery();
        return URI.create("/worklist?" + query + "&" + new Address().with("reviewer", reviewer) + "#case-" + imageId);
    }
}
