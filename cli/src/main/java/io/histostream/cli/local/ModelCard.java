package io.histostream.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a model package says of itself, as far as a list of models needs it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelCard(
        String name,
        String version,
        String family,
        String architecture,
        String licence,
        String intendedUse,
        List<String> labels,
        Map<String, Object> variants) {

    /** What the model can be served in; it is fp32 unless another is chosen. */
    public List<String> precisions() {
        List<String> precisions = new ArrayList<>(List.of("fp32"));
        if (variants != null) {
            precisions.addAll(new TreeSet<>(variants.keySet()));
        }
        return precisions;
    }

    static ModelCard read(Path file) {
        try {
            return new YAMLMapper().readValue(file.toFile(), ModelCard.class);
        } catch (IOException e) {
            throw CommandFailure.trouble("the model card " + file + " cannot be read", e);
        }
    }
}
