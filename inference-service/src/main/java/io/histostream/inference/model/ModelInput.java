package io.histostream.inference.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histostream.inference.image.Preprocessing;
import java.io.IOException;

/** The graph's input, float32 [N, ...], and how an image becomes one of its rows. */
@JsonDeserialize(using = ModelInput.Section.class)
public record ModelInput(String name, Preprocessing preprocessing) {

    public ModelInput {
        requireNonNull(name, "input.name");
        requireNonNull(preprocessing, "input");
    }

    /** The input's shape without its batch axis. */
    long[] tensorShape() {
        return preprocessing.tensorShape();
    }

    /** Floats per image. */
    int elementCount() {
        return preprocessing.elementCount();
    }

    /** The card writes the name among the preprocessing's fields. */
    static final class Section extends JsonDeserializer<ModelInput> {
        @Override
        public ModelInput deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode section = context.readTree(parser);
            JsonNode name = section.isObject() ? ((ObjectNode) section).remove("name") : null;
            if (name == null || !name.isTextual()) {
                return context.reportInputMismatch(this, "the input must be an object with a name");
            }
            return new ModelInput(name.textValue(), context.readTreeAsValue(section, Preprocessing.class));
        }
    }
}
