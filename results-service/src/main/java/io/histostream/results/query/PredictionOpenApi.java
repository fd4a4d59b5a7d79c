package io.histostream.results.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Documents the query parameters of {@code GET /v1/predictions}, which are read all at once and not one by one. */
public final class PredictionOpenApi implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        if ("queryPredictions".equals(operation.getOperationId())) {
            parameters().forEach(operation::addParameter);
        }
        return operation;
    }

    private static List<Parameter> parameters() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("batch", "Id of a batch");
        described.put("dataset", "Name of a data set");
        described.put("patient", "Pseudonym of a patient");
        described.put("slide", "Pseudonym of a slide");
        described.put("magnification", "For example 40");
        described.put("model", "Name of a model");
        described.put("label", "The predicted label");
        described.put("state", "ACCEPTED, SUCCEEDED or FAILED");
        described.put("minScore", "Least score of the predicted label, from 0 to 1");
        described.put("maxScore", "Greatest score of the predicted label, from 0 to 1");
        described.put("from", "Earliest time of submission (RFC 3339), inclusive");
        described.put("to", "Latest time of submission (RFC 3339), exclusive");
        described.put("limit", "Most items of the answer");
        described.put("cursor", "The `next` of the page before; a page without `next` is the last");
        return described.entrySet().stream()
                .map(entry -> parameter(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Parameter parameter(String name, String description) {
        Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .required(false)
                .description(description)
                .schema(schema);
    }
}
