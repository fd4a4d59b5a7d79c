package io.histostream.results.dashboard.study;

import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.dashboard.Csv;
import io.histostream.results.evaluation.ModelComparisons;
import io.histostream.results.evaluation.api.Comparison;
import io.histostream.results.evaluation.api.Comparisons;
import io.histostream.results.query.QueryParameters;
import io.histostream.results.total.Totals;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page on which two models are compared, and the same as files. */
@Path("/")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class ComparisonPageResource {

    /** The page's template. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance compare(ComparisonPage page);
    }

    private static final int DISAGREEMENTS = 24;
    private static final int DISAGREEMENTS_OF_A_FILE = 100_000;

    private final ModelComparisons comparisons;
    private final Totals totals;
    private final Tenant tenant;
    private final ResultsConfig.Evaluation config;

    public ComparisonPageResource(ModelComparisons comparisons, Totals totals, Tenant tenant, ResultsConfig config) {
        this.comparisons = comparisons;
        this.totals = totals;
        this.tenant = tenant;
        this.config = config.evaluation();
    }

    @GET
    @Path("compare")
    @Operation(hidden = true)
    public TemplateInstance compare(@Context UriInfo uri) {
        List<String> datasets = datasets();
        ComparisonChoice choice = choice(uri, datasets);
        if (choice.dataset() == null) {
            return Templates.compare(new ComparisonPage(datasets, choice, List.of(), null, null));
        }
        Comparisons pairs = pairs(choice);
        return Templates.compare(new ComparisonPage(
                datasets,
                choice,
                pairs.contestants(),
                choice.isPair() ? null : pairs,
                choice.isPair() ? pair(choice, DISAGREEMENTS) : null));
    }

    @GET
    @Path("compare.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response compareCsv(@Context UriInfo uri) {
        ComparisonChoice choice = choice(uri, datasets());
        return StudyCsv.comparisons(
                choice.isPair() ? List.of(pair(choice, 1)) : pairs(choice).pairs());
    }

    @GET
    @Path("disagreements.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response disagreementsCsv(@Context UriInfo uri) {
        Comparison pair = pair(choice(uri, datasets()), DISAGREEMENTS_OF_A_FILE);
        return Csv.table(
                "disagreements",
                List.of(
                        "imageId",
                        "patientId",
                        "magnification",
                        "truth",
                        "first",
                        "firstLabel",
                        "firstScore",
                        "second",
                        "secondLabel",
                        "secondScore",
                        "right"),
                pair.disagreements().items().stream()
                        .map(item -> Csv.row(
                                item.imageId(),
                                item.patientId(),
                                Words.magnificationParameter(item.magnification()),
                                item.label(),
                                pair.first(),
                                item.first().label(),
                                item.first().score(),
                                pair.second(),
                                item.second().label(),
                                item.second().score(),
                                item.right())));
    }

    private Comparisons pairs(ComparisonChoice choice) {
        return comparisons.pairs(choice.allPairs().query(config.resamples(), config.seed()));
    }

    private Comparison pair(ComparisonChoice choice, int disagreements) {
        return comparisons.pair(choice.query(config.resamples(), config.seed()), choice.cursor(), disagreements);
    }

    private List<String> datasets() {
        return totals.datasets(tenant.name());
    }

    private static ComparisonChoice choice(UriInfo uri, List<String> datasets) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        ComparisonChoice choice = ComparisonChoice.read(parameters, datasets);
        parameters.requireValid();
        return choice;
    }
}
