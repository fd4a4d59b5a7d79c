package io.histostream.inference.worker;

import io.histostream.contracts.Provenance;
import io.histostream.inference.batching.BatchingLimits;
import io.histostream.inference.batching.DynamicBatcher;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.model.ModelCard;
import io.histostream.inference.model.ModelFolder;
import io.histostream.inference.model.ModelPackage;
import io.histostream.inference.model.OnnxSession;
import io.histostream.inference.model.ServedModel;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Makes a version of a model ready to work: read, verified, loaded, checked against its golden images. */
final class VersionLoader {

    private final InferenceConfig config;
    private final ModelFolder models;
    private final BatchingPlan plan;
    private final ImageLimits imageLimits;
    private final Function<ModelCard, ActivationMapStore> maps;
    private final ExecutorService sharedThreads;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new NamedThreads("batch-timer"));

    /**
     * @param maps keeps the activation maps of a model
     */
    VersionLoader(InferenceConfig config, ModelFolder models, Function<ModelCard, ActivationMapStore> maps, int cores) {
        this.config = config;
        this.models = models;
        this.maps = maps;
        this.plan = new BatchingPlan(config, cores);
        this.imageLimits = new ImageLimits(
                config.limits().imageBytes().asLongValue(), config.limits().imagePixels());
        this.sharedThreads = Executors.newFixedThreadPool(plan.sharedThreads(), new NamedThreads("batch"));
    }

    ModelFolder folder() {
        return models;
    }

    ModelSettings settings(String model) {
        return ModelSettings.of(config, model);
    }

    /**
     * Reads and verifies a package, whose folder must be named as its card says.
     *
     * @throws io.histostream.inference.model.ModelRefusedException with the exact reason
     */
    ModelPackage read(String model, String version) {
        return models.read(model, Optional.of(version));
    }

    /**
     * @throws io.histostream.inference.model.ModelRefusedException with the exact reason
     */
    ServedVersion load(ModelPackage model, InferenceMetrics metrics) {
        ModelSettings settings = settings(model.card().name());
        ServedModel served =
                ServedModel.load(model, imageLimits, config.providers(), settings::maxBatchSize, settings.variant());
        BatchingLimits limits = plan.limits(settings, served.provider(), served.maxBatchSize());
        if (served.provider().isDevice()) {
            ExecutorService own = Executors.newFixedThreadPool(limits.concurrentTasks(), new NamedThreads("batch"));
            return version(served, limits, own, metrics, own::shutdown);
        }
        return version(served, limits, sharedThreads, metrics, () -> {});
    }

    private ServedVersion version(
            ServedModel served,
            BatchingLimits limits,
            Executor threads,
            InferenceMetrics metrics,
            Runnable afterClose) {
        DynamicBatcher batcher = new DynamicBatcher(
                limits,
                served.preprocessor().elementCount(),
                metrics.measured(served.engine()),
                threads,
                (callback, nanos) -> {
                    var unused = timer.schedule(callback, nanos, TimeUnit.NANOSECONDS);
                },
                System::nanoTime);
        Provenance provenance = new Provenance(
                served.model().preprocessingDigest(),
                served.provider().tag(),
                OnnxSession.runtimeVersion(),
                1,
                served.variant().orElse(null));
        Outcomes outcomes = new Outcomes(served.model().reference(), served.scores(), provenance, Clock.systemUTC());
        return new ServedVersion(
                served, limits, batcher, outcomes, maps.apply(served.model().card()), afterClose);
    }
}
