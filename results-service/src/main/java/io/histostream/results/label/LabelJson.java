package io.histostream.results.label;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Labels as JSON, read strictly: no field twice, none unknown, nothing after the end.
 *
 * @param source who says so, for rows that do not say it themselves
 * @param mapping more classes, each with the label that it belongs to
 */
@Schema(name = "Labels")
record LabelJson(String source, Map<String, String> mapping, List<Row> labels) implements LabelSource {

    /**
     * @param className {@code null} in the JSON takes the label back
     */
    @Schema(name = "LabelRow")
    record Row(
            String imageId,
            String sha256,
            String name,

            @Schema(implementation = String.class, nullable = true) @JsonProperty("class")
            JsonNode className,

            String source) {}

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build()
            .readerFor(LabelJson.class);

    LabelJson {
        mapping = mapping == null ? Map.of() : mapping;
    }

    /** @throws JsonProcessingException which the problem mappers know how to answer */
    static LabelJson read(InputStream body) throws IOException {
        LabelJson read = READER.readValue(body);
        if (read == null || read.labels() == null) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "The body has no labels.");
        }
        read.mapping().forEach(LabelJson::requireMapping);
        return read;
    }

    private static void requireMapping(String name, String label) {
        if (name.isBlank() || label == null || !label.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}")) {
            throw new ProblemException(
                    ProblemCode.INVALID_REQUEST, "The mapping gives each class a label of letters, digits and marks.");
        }
    }

    @Override
    public void forEach(Sink sink) throws SQLException {
        for (int index = 0; index < labels.size(); index++) {
            sink.add(requested(index, labels.get(index)));
        }
    }

    private RequestedLabel requested(int index, Row row) {
        if (row == null) {
            return new RequestedLabel(index, null, null, null, null, null, false, source);
        }
        String name = row.className() != null && row.className().isTextual()
                ? row.className().textValue().strip()
                : null;
        return new RequestedLabel(
                index,
                row.imageId(),
                row.sha256(),
                row.name(),
                name == null || name.isEmpty() ? null : name,
                null,
                row.className() != null && row.className().isNull(),
                row.source() == null ? source : row.source());
    }
}
