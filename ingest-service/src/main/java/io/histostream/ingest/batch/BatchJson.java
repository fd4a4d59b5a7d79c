package io.histostream.ingest.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a posted batch strictly: no field twice, none unknown, no value of another type, nothing after the end. */
final class BatchJson {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 4096;

    private static final ObjectReader READER = mapper().readerFor(BatchRequest.class);

    private BatchJson() {}

    /** @throws JsonProcessingException which the problem mappers know how to answer */
    static BatchRequest read(InputStream body, long maxBytes) throws JsonProcessingException {
        byte[] json = readBytes(body, maxBytes);
        BatchRequest request = parse(json);
        if (request == null) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "The body holds no batch.");
        }
        return request;
    }

    private static byte[] readBytes(InputStream body, long maxBytes) {
        byte[] json;
        try {
            json = body.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 16));
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "The body could not be read to its end.");
        }
        if (json.length > maxBytes) {
            throw new ProblemException(
                    ProblemCode.TOO_LARGE, "The JSON of a batch may have at most %d bytes.".formatted(maxBytes));
        }
        return json;
    }

    private static BatchRequest parse(byte[] json) throws JsonProcessingException {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, "The body is not JSON in a known encoding.");
        }
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .maxNameLength(MAX_TEXT)
                        .maxNumberLength(100)
                        .build());
        return mapper;
    }
}
