package io.histostream.results.dashboard.study;

import io.histostream.contracts.Magnification;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.evaluation.EvaluationQuery;
import io.histostream.results.evaluation.Evaluations;
import io.histostream.results.evaluation.GeneralisationQuery;
import io.histostream.results.evaluation.api.Curves;
import io.histostream.results.evaluation.api.Evaluation;
import io.histostream.results.evaluation.api.Evaluation.Level;
import io.histostream.results.evaluation.api.Generalisation;
import io.histostream.results.evaluation.reading.Scope;
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

/** The page of the study's table, its curves and the gap between two data sets, and the same as files. */
@Path("/")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class EvaluationPageResource {

    /** The page's template. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance evaluation(EvaluationPage page);
    }

    private final Evaluations evaluations;
    private final Totals totals;
    private final Tenant tenant;
    private final ResultsConfig.Evaluation config;

    public EvaluationPageResource(Evaluations evaluations, Totals totals, Tenant tenant, ResultsConfig config) {
        this.evaluations = evaluations;
        this.totals = totals;
        this.tenant = tenant;
        this.config = config.evaluation();
    }

    @GET
    @Path("evaluation")
    @Operation(hidden = true)
    public TemplateInstance evaluation(@Context UriInfo uri) {
        List<String> datasets = datasets();
        EvaluationChoice choice = choice(uri, datasets);
        if (choice.dataset() == null) {
            return Templates.evaluation(new EvaluationPage(datasets, choice, null, null, null, null));
        }
        Evaluation evaluation = table(choice);
        StudyTable table = StudyTable.of(evaluation, choice.metric());
        EvaluationChoice drawn = choice.model() == null ? choice.of(table.firstBelievable()) : choice;
        return Templates.evaluation(new EvaluationPage(
                datasets,
                drawn,
                evaluation,
                table,
                drawn.model() == null ? null : curves(drawn),
                choice.to() == null ? null : generalisation(choice)));
    }

    @GET
    @Path("evaluation.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response evaluationCsv(@Context UriInfo uri) {
        EvaluationChoice choice = choice(uri, datasets());
        return StudyCsv.evaluation(table(choice));
    }

    @GET
    @Path("curves.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response curvesCsv(@Context UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        EvaluationChoice choice = EvaluationChoice.read(parameters, datasets());
        CurveCsv curve = parameters.read("curve", CurveCsv::parse, "roc, precision-recall, reliability or confusion");
        parameters.requireValid();
        return curve.of(curves(choice));
    }

    @GET
    @Path("generalisation.csv")
    @Produces("text/csv")
    @Operation(hidden = true)
    public Response generalisationCsv(@Context UriInfo uri) {
        return StudyCsv.generalisation(generalisation(choice(uri, datasets())));
    }

    private List<String> datasets() {
        return totals.datasets(tenant.name());
    }

    private static EvaluationChoice choice(UriInfo uri, List<String> datasets) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        EvaluationChoice choice = EvaluationChoice.read(parameters, datasets);
        parameters.requireValid();
        return choice;
    }

    private Evaluation table(EvaluationChoice choice) {
        return evaluations.table(query(choice, null, null, null, choice.level()));
    }

    private Curves curves(EvaluationChoice choice) {
        return evaluations.curves(
                query(choice, choice.modelName(), choice.modelVersion(), choice.magnification(), Level.IMAGE));
    }

    private EvaluationQuery query(
            EvaluationChoice choice, String model, String version, Magnification magnification, Level level) {
        return new EvaluationQuery(
                Scope.ofDataset(choice.dataset()),
                model,
                version,
                magnification,
                level,
                choice.contaminated().contaminated(),
                config.resamples(),
                config.seed());
    }

    private Generalisation generalisation(EvaluationChoice choice) {
        return evaluations.generalisation(new GeneralisationQuery(
                choice.dataset(),
                choice.to(),
                null,
                null,
                null,
                choice.contaminated().contaminated(),
                config.resamples(),
                config.seed()));
    }
}
