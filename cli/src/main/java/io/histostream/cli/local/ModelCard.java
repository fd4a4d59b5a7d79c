package io.histostream.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a model package says of itself, as far as a list of models needs it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelCard(
        String name,
        String version,
        String family,
        String architecture,
        String licence,
        String intendedUse,
        List<String> labels) {

    static ModelCard read(Path file) {
        try {
            return new YAMLMapper().readValue(file.toFile(), ModelCard.class);
        } catch (IOException e) {
            throw CommandFailure.trouble("the model card " + file + " cannot be read", e);
        }
    }
}
