package io.histostream.results.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.LabelScore;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Timings;
import jakarta.persistence.AttributeConverter;
import java.util.List;

/** Reads a JSON column as the part of a message that was written to it. */
abstract class JsonColumn<T> implements AttributeConverter<T, String> {

    private final TypeReference<T> type;

    private JsonColumn(TypeReference<T> type) {
        this.type = type;
    }

    @Override
    public T convertToEntityAttribute(String json) {
        try {
            return json == null ? null : ContractJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column that this service wrote is not readable", e);
        }
    }

    @Override
    public String convertToDatabaseColumn(T value) {
        throw new UnsupportedOperationException("entities are only read");
    }

    static final class Scores extends JsonColumn<List<LabelScore>> {
        Scores() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfProvenance extends JsonColumn<Provenance> {
        OfProvenance() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfTimings extends JsonColumn<Timings> {
        OfTimings() {
            super(new TypeReference<>() {});
        }
    }
}
