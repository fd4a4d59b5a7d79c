package io.histostream.results.dashboard;

import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.download.Download;
import io.histostream.results.label.LabelRepository;
import io.histostream.results.model.Card;
import io.histostream.results.model.ModelCards;
import io.histostream.results.query.PredictionExport;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of one image: the picture, what each model says of it, where in it, and how that was computed. */
@Path("/images/{id}")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class ImagePageResource {

    /** The page's template. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance image(
                ImageView image,
                String positiveLabel,
                List<ModelScore> scores,
                List<PredictionItem> mapped,
                ImageLabels labels);
    }

    private static final double USUAL_THRESHOLD = 0.5;

    private final ViewResource views;
    private final PredictionExport export;
    private final ModelCards cards;
    private final LabelRepository labels;
    private final Tenant tenant;
    private final String positiveLabel;

    public ImagePageResource(
            ViewResource views,
            PredictionExport export,
            ModelCards cards,
            LabelRepository labels,
            Tenant tenant,
            ResultsConfig config) {
        this.views = views;
        this.export = export;
        this.cards = cards;
        this.labels = labels;
        this.tenant = tenant;
        this.positiveLabel = config.positiveLabel();
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance image(UUID id, @RestQuery String reviewer) {
        ImageView view = views.image(id);
        List<PredictionItem> mapped = view.predictions().stream()
                .filter(item -> item.activationMap() != null)
                .toList();
        return Templates.image(
                view,
                positiveLabel,
                ModelScore.of(view.predictions(), positiveLabel, this::threshold),
                mapped,
                new ImageLabels(
                        labels.find(tenant.name(), id).orElse(null), labels.history(tenant.name(), id), reviewer));
    }

    @GET
    @Path("predictions.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response csv(UUID id) {
        ImageView view = views.image(id);
        return Download.csv("image-" + id, out -> export.csv(view.predictions(), out));
    }

    @GET
    @Path("labels.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response labelsCsv(UUID id) {
        views.image(id);
        return Csv.table(
                "labels-" + id,
                List.of("at", "class", "label", "source", "review"),
                labels.history(tenant.name(), id).stream()
                        .map(said -> Csv.row(said.at(), said.className(), said.label(), said.source(), said.review())));
    }

    private double threshold(PredictionItem item) {
        return cards.find(item.model(), item.modelVersion(), item.modelDigest())
                .map(Card::decisionThreshold)
                .orElse(USUAL_THRESHOLD);
    }
}
