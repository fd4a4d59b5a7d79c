package io.histostream.inference.model;

import static java.util.Objects.requireNonNull;

import io.histostream.contracts.Names;
import io.histostream.inference.image.Preprocessing;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that a worker needs to know of a model version.
 *
 * @param decisionThreshold with two labels, the positive one is predicted from this score on
 * @param temperature outputs are divided by it before the softmax
 * @param files SHA-256 of every file of the package but the card, by path with forward slashes
 * @param training how the model was made; kept as it is
 * @param metrics measured at export; kept as it is
 */
public record ModelCard(
        int schemaVersion,
        String name,
        String version,
        Family family,
        String architecture,
        String licence,
        String intendedUse,
        List<String> labels,
        String positiveLabel,
        double decisionThreshold,
        double temperature,
        ModelInput input,
        Output output,
        Map<String, String> files,
        Map<String, Object> training,
        Map<String, Object> metrics) {

    static final int SCHEMA_VERSION = 1;

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}(-[a-z0-9.]{1,32})?");

    /** How a model came about; a fused vision-language model is served like a convolutional network. */
    public enum Family {
        CNN,
        VLM
    }

    /** The graph's output: float32 [N, labels]. */
    public record Output(String name) {
        public Output {
            requireNonNull(name, "output.name");
        }
    }

    public ModelCard {
        check(schemaVersion == SCHEMA_VERSION, "schemaVersion must be " + SCHEMA_VERSION);
        Names.requireModel(name);
        check(version != null && VERSION.matcher(version).matches(), "version must match " + VERSION);
        requireNonNull(family, "family");
        requireNonNull(architecture, "architecture");
        requireNonNull(licence, "licence");
        requireNonNull(intendedUse, "intendedUse");
        labels = List.copyOf(requireNonNull(labels, "labels"));
        check(labels.size() >= 2, "labels must have at least two entries");
        check(new HashSet<>(labels).size() == labels.size(), "labels must differ from each other");
        check(labels.contains(positiveLabel), "positiveLabel must be one of labels");
        check(decisionThreshold >= 0 && decisionThreshold <= 1, "decisionThreshold must be from 0 to 1");
        check(temperature > 0 && Double.isFinite(temperature), "temperature must be greater than 0 and finite");
        requireNonNull(input, "input");
        requireNonNull(output, "output");
        files = Map.copyOf(requireNonNull(files, "files"));
        files.values().forEach(Names::requireSha256);
        training = training == null ? Map.of() : training;
        metrics = metrics == null ? Map.of() : metrics;
    }

    public Preprocessing preprocessing() {
        return input.preprocessing();
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
