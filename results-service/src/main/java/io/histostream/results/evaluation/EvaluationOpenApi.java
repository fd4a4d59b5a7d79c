package io.histostream.results.evaluation;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Documents the query parameters of evaluations and comparisons, which are read all at once and not one by one. */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public final class EvaluationOpenApi implements OASFilter {

    private static final Map<String, List<String>> PARAMETERS = Map.of(
            "evaluate",
                    List.of(
                            "dataset",
                            "batch",
                            "model",
                            "version",
                            "magnification",
                            "level",
                            "contaminated",
                            "resamples",
                            "seed"),
            "evaluationCurves",
                    List.of(
                            "dataset",
                            "batch",
                            "model",
                            "version",
                            "magnification",
                            "contaminated",
                            "resamples",
                            "seed"),
            "generalisation",
                    List.of("from", "to", "model", "version", "magnification", "contaminated", "resamples", "seed"),
            "compare",
                    List.of(
                            "dataset",
                            "batch",
                            "first",
                            "second",
                            "magnification",
                            "contaminated",
                            "resamples",
                            "seed",
                            "limit",
                            "cursor"));

    private static final Map<String, String> DESCRIBED = Map.ofEntries(
            Map.entry("dataset", "Name of a data set; either this or `batch`"),
            Map.entry("batch", "Id of a batch"),
            Map.entry("from", "Name of the data set that a model comes from"),
            Map.entry("to", "Name of the data set that it goes to"),
            Map.entry("model", "Name of a model"),
            Map.entry("version", "Version of the model; where cross-validated, without its fold"),
            Map.entry("magnification", "For example 40; otherwise each of them, and all together"),
            Map.entry("level", "What is counted: `image`, or `patient` by the mean score of the patient's images"),
            Map.entry(
                    "contaminated", "What to do about patients that a model had seen: `refuse`, `exclude` or `report`"),
            Map.entry("resamples", "How often the bootstrap draws; 0 for no intervals"),
            Map.entry("seed", "Where the draws begin; the same seed gives the same intervals"),
            Map.entry("first", "One of a pair, as `model@version`"),
            Map.entry("second", "The other of a pair"),
            Map.entry("limit", "Most disagreements of the answer"),
            Map.entry("cursor", "The `next` of the disagreements before"));

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getOperationId() != null && operation.getParameters() == null) {
            PARAMETERS
                    .getOrDefault(operation.getOperationId(), List.of())
                    .forEach(name -> operation.addParameter(parameter(name)));
        }
        return operation;
    }

    private static Parameter parameter(String name) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .required(false)
                .description(DESCRIBED.get(name))
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
