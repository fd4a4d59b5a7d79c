package io.histostream.results.dashboard.card;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.dashboard.Csv;
import io.histostream.results.model.Card;
import io.histostream.results.model.ModelCards;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages of the models: which there are, and what each one's card says. */
@Path("/")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class ModelPageResource {

    /** The pages' templates. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance models(List<Card> cards);

        static native TemplateInstance model(CardPage page);
    }

    private final ModelCards cards;

    public ModelPageResource(ModelCards cards) {
        this.cards = cards;
    }

    @GET
    @Path("models")
    @Operation(hidden = true)
    public TemplateInstance models() {
        return Templates.models(cards.all());
    }

    @GET
    @Path("models/{model}/{version}")
    @Operation(hidden = true)
    public TemplateInstance model(String model, String version) {
        return Templates.model(CardPage.of(card(model, version)));
    }

    @GET
    @Path("models.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response modelsCsv() {
        return Csv.table(
                "models",
                List.of("model", "version", "digest", "family", "architecture", "inServiceSince", "lastInService"),
                cards.all().stream()
                        .map(card -> Csv.row(
                                card.model(),
                                card.version(),
                                card.digest(),
                                card.family().orElse(null),
                                card.architecture().orElse(null),
                                card.inServiceSince(),
                                card.lastInService())));
    }

    @GET
    @Path("models/{model}/{version}/metrics.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response metricsCsv(String model, String version) {
        return Csv.table(
                model + "-" + version + "-metrics",
                List.of("measuredOn", "magnification", "metric", "value"),
                CardPage.of(card(model, version)).metrics().stream().flatMap(ModelPageResource::cells));
    }

    private static Stream<List<Object>> cells(CardMetrics table) {
        List<List<Object>> cells = new ArrayList<>();
        for (CardMetrics.Row row : table.rows()) {
            for (int i = 0; i < table.metrics().size(); i++) {
                cells.add(Csv.row(
                        table.title(),
                        row.name(),
                        table.metrics().get(i),
                        row.values().get(i)));
            }
        }
        return cells.stream();
    }

    private Card card(String model, String version) {
        return cards.find(model, version)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_FOUND, "There is no such model version, or it was never put into service."));
    }
}
