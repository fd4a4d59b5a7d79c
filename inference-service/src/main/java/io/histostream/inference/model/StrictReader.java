package io.histostream.inference.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.histostream.inference.image.Resize;
import io.histostream.inference.image.Stain;
import java.io.IOException;
import java.util.stream.Collectors;

/** Reads a package's YAML and JSON: what is unknown, doubled or missing is refused, by its path in the file. */
final class StrictReader {

    static final ObjectMapper YAML = strict(YAMLMapper.builder());
    static final ObjectMapper JSON = strict(JsonMapper.builder());

    private StrictReader() {}

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> ObjectMapper strict(B builder) {
        return builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addMixIn(Resize.class, CardNames.ResizeModes.class)
                .addMixIn(Stain.class, CardNames.StainMethods.class)
                .build();
    }

    /**
     * @param file how the reason names the file
     */
    static <T> T read(ObjectMapper mapper, byte[] bytes, Class<T> type, String file) {
        try {
            T value = mapper.readValue(bytes, type);
            if (value == null) {
                throw new ModelRefusedException(file + " is empty");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw new ModelRefusedException(
                    "%s: %sUnrecognized field \"%s\"; known here: %s"
                            .formatted(file, path(e), e.getPropertyName(), e.getKnownPropertyIds()),
                    e);
        } catch (JsonMappingException e) {
            throw new ModelRefusedException(file + ": " + path(e) + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new ModelRefusedException(file + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelRefusedException(file + " cannot be read", e);
        }
    }

    private static String path(JsonMappingException failure) {
        String path = failure.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }
}
