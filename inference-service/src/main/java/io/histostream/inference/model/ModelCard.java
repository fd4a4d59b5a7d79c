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
 * @param variants the same model in other precisions, by their names
 * @param files SHA-256 of every file of the package but the card and its seal, by path with forward slashes
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
        ModelOutput output,
        Map<String, ModelVariant> variants,
        Map<String, String> files,
        Map<String, Object> training,
        Map<String, Object> metrics) {

    static final int SCHEMA_VERSION = 1;

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}(-[a-z0-9.]{1,32})?");

    private static final Pattern VARIANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    /** How a model came about; a fused vision-language model is served like a convolutional network. */
    public enum Family {
        CNN,
        VLM
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
        variants = variants == null ? Map.of() : Map.copyOf(variants);
        for (Map.Entry<String, ModelVariant> variant : variants.entrySet()) {
            checkVariant(variant.getKey(), variant.getValue().file(), files);
        }
        training = training == null ? Map.of() : training;
        metrics = metrics == null ? Map.of() : metrics;
    }

    public OutputLayout outputLayout() {
        return new OutputLayout(output, labels.size());
    }

    private static void checkVariant(String name, String file, Map<String, String> files) {
        check(VARIANT.matcher(name).matches(), "variants." + name + ": its name must match " + VARIANT);
        check(
                !name.equals(ModelVariant.FP32),
                "variants.fp32: " + ModelPackage.GRAPH_FILE + " is the fp32 graph, and no variant");
        check(!file.equals(ModelPackage.GRAPH_FILE), "variants." + name + ": its file must not be " + file);
        check(files.containsKey(file), "variants." + name + ": files does not list " + file);
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
