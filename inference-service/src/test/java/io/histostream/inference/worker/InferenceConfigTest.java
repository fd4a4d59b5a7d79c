package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.inference.model.ExecutionProvider;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InferenceConfigTest {

    @Test
    void hasDefaultsForAllButTheModels() {
        InferenceConfig config = config(Map.of("histostream.inference.models", "resnet34"));

        assertThat(config.models()).containsExactly("resnet34");
        assertThat(config.modelOptions()).isEmpty();
        assertThat(config.modelControl()).isEqualTo(ModelControl.NONE);
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.providers())
                .containsExactly(ExecutionProvider.TENSORRT, ExecutionProvider.CUDA, ExecutionProvider.CPU);
        assertThat(config.batching().maxBatchSize()).isEmpty();
        assertThat(config.batching().maxQueueDelay()).isEmpty();
        assertThat(config.batching().concurrentRuns()).isEmpty();
        assertThat(config.batching().decodeThreads()).isEmpty();
        assertThat(config.fetch().threads()).isEqualTo(4);
        assertThat(config.fetch().memory().asLongValue()).isEqualTo(128L << 20);
        assertThat(config.fetch().firstBackOff()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.fetch().longestBackOff()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.limits().imageBytes().asLongValue()).isEqualTo(64L << 20);
        assertThat(config.limits().imagePixels()).isEqualTo(40_000_000);
        assertThat(config.taskTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void takesEveryProperty() {
        InferenceConfig config = config(Map.ofEntries(
                Map.entry("histostream.inference.models", "smolvlm,qwen2-vl"),
                Map.entry("histostream.inference.model-control", "explicit"),
                Map.entry("histostream.inference.poll-interval", "3s"),
                Map.entry("histostream.inference.model-options.qwen2-vl.version", "2.1.0"),
                Map.entry("histostream.inference.model-options.qwen2-vl.variant", "int8"),
                Map.entry("histostream.inference.model-options.qwen2-vl.batching.max-batch-size", "1"),
                Map.entry("histostream.inference.providers", "cuda"),
                Map.entry("histostream.inference.batching.max-batch-size", "16"),
                Map.entry("histostream.inference.batching.max-queue-delay", "3ms"),
                Map.entry("histostream.inference.batching.concurrent-runs", "3"),
                Map.entry("histostream.inference.batching.decode-threads", "12"),
                Map.entry("histostream.inference.fetch.threads", "9"),
                Map.entry("histostream.inference.fetch.memory", "1M"),
                Map.entry("histostream.inference.fetch.first-back-off", "1s"),
                Map.entry("histostream.inference.fetch.longest-back-off", "9s"),
                Map.entry("histostream.inference.limits.image-bytes", "2M"),
                Map.entry("histostream.inference.limits.image-pixels", "7"),
                Map.entry("histostream.inference.task-timeout", "5s"),
                Map.entry("histostream.inference.drain-timeout", "6s")));

        assertThat(config.models()).containsExactly("smolvlm", "qwen2-vl");
        assertThat(config.modelControl()).isEqualTo(ModelControl.EXPLICIT);
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(3));
        ModelSettings qwen = ModelSettings.of(config, "qwen2-vl");
        assertThat(qwen.pinnedVersion()).contains("2.1.0");
        assertThat(qwen.variant()).contains("int8");
        assertThat(qwen.batching(InferenceConfig.Batching::maxBatchSize)).contains(1);
        assertThat(qwen.batching(InferenceConfig.Batching::concurrentRuns)).contains(3);
        ModelSettings smolvlm = ModelSettings.of(config, "smolvlm");
        assertThat(smolvlm.pinnedVersion()).isEmpty();
        assertThat(smolvlm.variant()).isEmpty();
        assertThat(smolvlm.batching(InferenceConfig.Batching::maxBatchSize)).contains(16);
        assertThat(config.providers()).containsExactly(ExecutionProvider.CUDA);
        assertThat(config.batching().maxBatchSize()).contains(16);
        assertThat(config.batching().maxQueueDelay()).contains(Duration.ofMillis(3));
        assertThat(config.batching().concurrentRuns()).contains(3);
        assertThat(config.batching().decodeThreads()).contains(12);
        assertThat(config.fetch().threads()).isEqualTo(9);
        assertThat(config.fetch().memory().asLongValue()).isEqualTo(1L << 20);
        assertThat(config.fetch().firstBackOff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.fetch().longestBackOff()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.limits().imageBytes().asLongValue()).isEqualTo(2L << 20);
        assertThat(config.limits().imagePixels()).isEqualTo(7);
        assertThat(config.taskTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void refusesOptionsOfAModelThatIsNotServed() {
        InferenceConfig config = config(Map.of(
                "histostream.inference.models", "resnet34",
                "histostream.inference.model-options.resnet43.version", "1.0.0"));

        assertThatThrownBy(() -> ConfigRules.check(config)).hasMessageContaining("not served: [resnet43]");
    }

    @Test
    void refusesAModelThatIsNamedTwice() {
        InferenceConfig config = config(Map.of("histostream.inference.models", "resnet34,vgg19,resnet34"));

        assertThatThrownBy(() -> ConfigRules.check(config)).hasMessageContaining("names a model twice");
    }

    static InferenceConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(InferenceConfig.class)
                .build()
                .getConfigMapping(InferenceConfig.class);
    }
}
