package io.histostream.inference.worker;

import io.histostream.imagestore.ImageStore;
import io.histostream.inference.model.ModelFolder;
import io.histostream.inference.model.ModelRefusedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Loads the models before the first job is taken, and ends in order: what has begun is finished, the rest is left. */
@Singleton
public class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final InferenceConfig config;
    private final ImageFetcher fetcher;
    private final ModelRegistry registry;
    private final ScheduledExecutorService poll =
            Executors.newSingleThreadScheduledExecutor(new NamedThreads("model-poll"));

    Worker(
            InferenceConfig config,
            ModelsConfig models,
            ImageStore store,
            MeterRegistry meters,
            ImageJobConsumer jobs,
            ModelsInServicePublisher notice) {
        this.config = config;
        StorePatience patience =
                new StorePatience(config.fetch().firstBackOff(), config.fetch().longestBackOff());
        this.fetcher = new ImageFetcher(store, config.limits().imageBytes().asLongValue(), patience);
        VersionLoader loader = new VersionLoader(
                config,
                new ModelFolder(models.folder()),
                card -> new ActivationMapStore(store, patience, card),
                Runtime.getRuntime().availableProcessors());
        JobPipelines pipelines = pipelines();
        this.registry = new ModelRegistry(
                loader,
                model -> new ModelLane(model, new InferenceMetrics(meters, model), pipelines),
                jobs,
                notice,
                Clock.systemUTC());
    }

    private JobPipelines pipelines() {
        ExecutorService threads = Executors.newFixedThreadPool(config.fetch().threads(), new NamedThreads("fetch"));
        FetchedBytes fetchedBytes = new FetchedBytes(config.fetch().memory().asLongValue());
        return (begun, metrics) -> new JobPipeline(fetcher, threads, fetchedBytes, begun, metrics);
    }

    // Before the channels connect: a worker that could never serve a model does not start.
    void load(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        ConfigRules.check(config);
        config.models().forEach(registry::add);
        switch (config.modelControl()) {
            case NONE -> config.models().forEach(registry::loadConfigured);
            case EXPLICIT -> config.models().forEach(this::loadIfAccepted);
            case POLL -> registry.loadHigherVersions();
        }
    }

    private void loadIfAccepted(String model) {
        try {
            registry.loadConfigured(model);
        } catch (ModelRefusedException e) {
            LOG.errorf("%s waits for a version that can be loaded", model);
        }
    }

    // After the channels have connected: the outcomes' channel takes what the first job gives.
    void consume(@Observes @Priority(Interceptor.Priority.APPLICATION + 500) StartupEvent event) {
        registry.startConsuming();
        if (config.modelControl() == ModelControl.POLL) {
            long millis = config.pollInterval().toMillis();
            var unused = poll.scheduleWithFixedDelay(this::poll, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void poll() {
        try {
            registry.loadHigherVersions();
        } catch (RuntimeException e) {
            // The schedule would end with it.
            LOG.errorf(e, "Looking for new versions failed");
        }
    }

    // After messaging's Stopping has begun, before the channels close: outcomes can still be published and committed.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        poll.shutdownNow();
        registry.lanes().forEach(lane -> lane.inFlight().close());
        fetcher.stop();
        long startedAt = System.nanoTime();
        for (ModelLane lane : registry.lanes()) {
            Duration left = config.drainTimeout().minusNanos(System.nanoTime() - startedAt);
            if (!lane.inFlight().awaitNone(left)) {
                LOG.warnf(
                        "Stopping with %d jobs of %s in flight; they stay unacknowledged",
                        lane.inFlight().count(), lane.model());
            }
        }
        LOG.infof("Finished in %d ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt));
    }

    ModelRegistry registry() {
        return registry;
    }

    /** A task that takes longer is taken for hung. */
    Duration taskTimeout() {
        return config.taskTimeout();
    }
}
