package io.histostream.results.dashboard;

import io.histostream.results.query.PredictionItem;
import io.histostream.results.query.ViewResource;
import io.histostream.results.query.Views.ImageView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page of one image: the picture, what each model says of it, and where in it. */
@Path("/images/{id}")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class ImagePageResource {

    /** The page's template. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance image(ImageView image, List<PredictionItem> mapped);
    }

    private final ViewResource views;

    public ImagePageResource(ViewResource views) {
        this.views = views;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance image(UUID id) {
        ImageView view = views.image(id);
        List<PredictionItem> mapped = view.predictions().stream()
                .filter(item -> item.activationMap() != null)
                .toList();
        return Templates.image(view, mapped);
    }
}
