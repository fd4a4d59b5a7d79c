package io.histostream.inference.worker;

import java.util.HashSet;
import java.util.Set;

/** What the single properties of {@link InferenceConfig} cannot say. */
final class ConfigRules {

    private ConfigRules() {}

    /**
     * @throws IllegalArgumentException with the rule that is broken
     */
    static void check(InferenceConfig config) {
        Set<String> models = new HashSet<>(config.models());
        if (models.size() != config.models().size()) {
            throw new IllegalArgumentException("histostream.inference.models names a model twice: " + config.models());
        }
        Set<String> strangers = new HashSet<>(config.modelOptions().keySet());
        strangers.removeAll(models);
        // A model that is loaded on request later may have its options already.
        if (!strangers.isEmpty() && config.modelControl() != ModelControl.EXPLICIT) {
            throw new IllegalArgumentException(
                    "histostream.inference.model-options has options of models that are not served: " + strangers);
        }
    }
}
