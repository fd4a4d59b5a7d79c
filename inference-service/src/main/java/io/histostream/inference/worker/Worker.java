package io.histostream.inference.worker;

import io.histostream.contracts.Provenance;
import io.histostream.imagestore.ImageStore;
import io.histostream.inference.batching.BatchingLimits;
import io.histostream.inference.batching.DynamicBatcher;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.model.ModelFolder;
import io.histostream.inference.model.ModelPackage;
import io.histostream.inference.model.OnnxSession;
import io.histostream.inference.model.ServedModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Loads the model before the first job is taken, and ends in order: what has begun is finished, the rest is left. */
@Singleton
public class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final InferenceConfig config;
    private final ModelsConfig models;
    private final ImageStore store;
    private final MeterRegistry registry;
    private final InFlightJobs inFlight = new InFlightJobs();
    private ServedModel served;
    private StorePatience patience;
    private ImageFetcher fetcher;
    private BatchingLimits limits;
    private DynamicBatcher batcher;
    private JobPipeline pipeline;

    Worker(InferenceConfig config, ModelsConfig models, ImageStore store, MeterRegistry registry) {
        this.config = config;
        this.models = models;
        this.store = store;
        this.registry = registry;
    }

    // Before the channels connect: a worker whose model is refused does not start.
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        BatchingPlan plan = new BatchingPlan(config, Runtime.getRuntime().availableProcessors());
        ModelPackage model = new ModelFolder(models.folder()).read(config.model(), config.modelVersion());
        ImageLimits imageLimits = new ImageLimits(
                config.limits().imageBytes().asLongValue(), config.limits().imagePixels());
        served = ServedModel.load(model, imageLimits, config.providers(), plan::maxBatchSize);
        limits = plan.limits(served.provider(), served.maxBatchSize());
        InferenceMetrics metrics = new InferenceMetrics(registry, config.model());
        batcher = batcher(metrics);
        patience =
                new StorePatience(config.fetch().firstBackOff(), config.fetch().longestBackOff());
        fetcher = new ImageFetcher(store, imageLimits.maxBytes(), patience);
        pipeline = pipeline(metrics);
        metrics.inService(served.provider());
        metrics.watch(inFlight);
        metrics.watch(batcher);
    }

    private DynamicBatcher batcher(InferenceMetrics metrics) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(new NamedThreads("batch-timer"));
        return new DynamicBatcher(
                limits,
                served.preprocessor().elementCount(),
                metrics.measured(served.engine()),
                Executors.newFixedThreadPool(limits.concurrentTasks(), new NamedThreads("batch")),
                (callback, nanos) -> {
                    var unused = timer.schedule(callback, nanos, TimeUnit.NANOSECONDS);
                },
                System::nanoTime);
    }

    private JobPipeline pipeline(InferenceMetrics metrics) {
        Provenance provenance = new Provenance(
                served.model().preprocessingDigest(),
                served.provider().tag(),
                OnnxSession.runtimeVersion(),
                1,
                served.variant().orElse(null));
        Outcomes outcomes = new Outcomes(served.model().reference(), served.scores(), provenance, Clock.systemUTC());
        return new JobPipeline(
                fetcher,
                Executors.newFixedThreadPool(config.fetch().threads(), new NamedThreads("fetch")),
                config.fetch().memory().asLongValue(),
                served.preprocessor(),
                batcher,
                outcomes,
                new ActivationMapStore(store, patience, served.model().card()),
                metrics);
    }

    // After messaging's Stopping has begun, before the channels close: outcomes can still be published and committed.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        inFlight.close();
        if (fetcher == null) {
            return;
        }
        fetcher.stop();
        long startedAt = System.nanoTime();
        boolean finished = inFlight.awaitNone(config.drainTimeout());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
        if (finished) {
            LOG.infof("Finished the jobs in flight in %d ms", millis);
        } else {
            LOG.warnf(
                    "Stopping with %d jobs in flight after %d ms; they stay unacknowledged", inFlight.count(), millis);
        }
    }

    ServedModel served() {
        return served;
    }

    JobPipeline pipeline() {
        return pipeline;
    }

    InFlightJobs inFlight() {
        return inFlight;
    }

    /** How many jobs may be in flight. */
    int maxInFlight() {
        return limits.queueCapacity();
    }

    boolean isHung() {
        return batcher.longestTask().orElse(Duration.ZERO).compareTo(config.taskTimeout()) > 0;
    }
}
