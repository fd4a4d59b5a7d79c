package io.histostream.inference.worker;

import io.histostream.inference.model.ExecutionProvider;
import io.histostream.inference.worker.InferenceConfig.Batching;
import io.histostream.inference.worker.InferenceConfig.ModelOptions;
import java.util.Optional;
import java.util.function.Function;

/** The configuration of one model: its own options, then those of all models. */
final class ModelSettings {

    private final Optional<ModelOptions> own;
    private final Batching common;

    private ModelSettings(Optional<ModelOptions> own, Batching common) {
        this.own = own;
        this.common = common;
    }

    static ModelSettings of(InferenceConfig config, String model) {
        return new ModelSettings(Optional.ofNullable(config.modelOptions().get(model)), config.batching());
    }

    Optional<String> pinnedVersion() {
        return own.flatMap(ModelOptions::version);
    }

    Optional<String> variant() {
        return own.map(ModelOptions::variant);
    }

    <T> Optional<T> batching(Function<Batching, Optional<T>> property) {
        return own.map(ModelOptions::batching).flatMap(property).or(() -> property.apply(common));
    }

    int maxBatchSize(ExecutionProvider provider) {
        return batching(Batching::maxBatchSize).orElse(provider.isDevice() ? 32 : 4);
    }
}
