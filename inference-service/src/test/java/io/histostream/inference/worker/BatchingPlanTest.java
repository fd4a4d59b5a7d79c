package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.inference.batching.BatchingLimits;
import io.histostream.inference.model.ExecutionProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchingPlanTest {

    private static final int CORES = 2;

    @Test
    void sharesTheCoresOfACpuBetweenDecodingAndRunning() {
        BatchingLimits limits = limits(Map.of(), "resnet34", ExecutionProvider.CPU);

        assertThat(limits.concurrentTasks()).isEqualTo(2);
        assertThat(limits.concurrentRuns()).isEqualTo(2);
        assertThat(limits.openBatches()).isEqualTo(2);
        assertThat(limits.maxQueueDelay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void decodesBesideTheRunsOfADevice() {
        BatchingLimits limits = limits(Map.of(), "resnet34", ExecutionProvider.CUDA);

        assertThat(limits.maxBatchSize()).isEqualTo(32);
        assertThat(limits.concurrentTasks()).isEqualTo(4);
        assertThat(limits.openBatches()).isEqualTo(1);
        assertThat(limits.maxQueueDelay()).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void givesEachModelWhatIsItsOwn() {
        Map<String, String> properties =
                Map.of("histostream.inference.model-options.vgg19.batching.concurrent-runs", "1");

        assertThat(limits(properties, "vgg19", ExecutionProvider.CPU).concurrentRuns())
                .isEqualTo(1);
        assertThat(limits(properties, "resnet34", ExecutionProvider.CPU).concurrentRuns())
                .isEqualTo(2);
    }

    @Test
    void keepsOneThreadPerCoreHoweverManyModelsThereAre() {
        assertThat(new BatchingPlan(config(Map.of()), CORES).sharedThreads()).isEqualTo(CORES);
    }

    @Test
    void boundsTheJobsInFlightAlikeForAVersionThatComputesSmallerBatches() {
        ModelSettings settings = ModelSettings.of(config(Map.of()), "resnet34");
        BatchingPlan plan = new BatchingPlan(config(Map.of()), CORES);

        int wide = plan.limits(settings, ExecutionProvider.CPU, 4).queueCapacity();
        int narrow = plan.limits(settings, ExecutionProvider.CPU, 1).queueCapacity();

        assertThat(narrow).isEqualTo(wide);
    }

    private static BatchingLimits limits(Map<String, String> properties, String model, ExecutionProvider provider) {
        InferenceConfig config = config(properties);
        ModelSettings settings = ModelSettings.of(config, model);
        return new BatchingPlan(config, CORES).limits(settings, provider, settings.maxBatchSize(provider));
    }

    private static InferenceConfig config(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("histostream.inference.models", "resnet34,vgg19");
        return InferenceConfigTest.config(all);
    }
}
