package io.histostream.inference.worker;

import io.histostream.inference.model.ModelFolder;
import io.histostream.inference.model.ModelPackage;
import io.histostream.inference.model.ModelRefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The models of this worker: loads, replaces and unloads them, one change at a time. Reading never waits for a change. */
final class ModelRegistry {

    private static final Logger LOG = Logger.getLogger(ModelRegistry.class);

    private final VersionLoader loader;
    private final Function<String, ModelLane> newLane;
    private final JobSource jobs;
    private final ServiceNotice notice;
    private final Clock clock;
    private final Map<String, ModelLane> lanes = new ConcurrentSkipListMap<>();
    private final Map<String, JobSource.Consumption> consumptions = new ConcurrentHashMap<>();
    private boolean consuming;

    ModelRegistry(
            VersionLoader loader,
            Function<String, ModelLane> newLane,
            JobSource jobs,
            ServiceNotice notice,
            Clock clock) {
        this.loader = loader;
        this.newLane = newLane;
        this.jobs = jobs;
        this.notice = notice;
        this.clock = clock;
    }

    Collection<ModelLane> lanes() {
        return lanes.values();
    }

    Optional<ModelLane> lane(String model) {
        return Optional.ofNullable(lanes.get(model));
    }

    /** A model that this worker shall serve, of which no version is loaded yet. */
    synchronized void add(String model) {
        lanes.computeIfAbsent(model, newLane);
    }

    /**
     * Loads the pinned version, else the highest.
     *
     * @throws ModelRefusedException with the exact reason
     */
    synchronized void loadConfigured(String model) {
        Optional<String> pinned = loader.settings(model).pinnedVersion();
        String version = pinned.orElseGet(() -> highest(model));
        load(model, version);
    }

    private String highest(String model) {
        return loader.folder().versions(model).stream()
                .findFirst()
                .orElseThrow(() -> new ModelRefusedException("there is no version of " + model));
    }

    /**
     * Loads a version beside the one that serves, and lets it take its place. A version that serves already stays.
     *
     * @throws ModelRefusedException with the exact reason; what served before goes on
     */
    synchronized ModelLane load(String model, String version) {
        // First of all: a name that is none must leave nothing behind.
        String content = loader.folder().contentOf(model, version);
        boolean isNew = !lanes.containsKey(model);
        ModelLane lane = lanes.computeIfAbsent(model, newLane);
        try {
            ModelPackage found = loader.read(model, version);
            String digest = found.reference().digest();
            if (lane.current()
                    .filter(serving -> serving.digest().equals(digest))
                    .isEmpty()) {
                var unused = lane.serve(loader.load(found, lane.metrics()));
                tell(lane);
            }
        } catch (ModelRefusedException e) {
            lane.refused(new Refusal(version, e.getMessage(), clock.instant().truncatedTo(ChronoUnit.MILLIS), content));
            LOG.errorf("%s %s is refused: %s", model, version, e.getMessage());
            throw e;
        } finally {
            if (isNew && lane.current().isEmpty()) {
                forget(lane);
            }
        }
        consume(lane);
        return lane;
    }

    /** Loads higher versions than those that serve, for models that are not pinned; lower ones if the highest is refused. */
    synchronized void loadHigherVersions() {
        for (ModelLane lane : lanes.values()) {
            try {
                loadHigherVersion(lane);
            } catch (ModelRefusedException e) {
                LOG.errorf("%s: %s", lane.model(), e.getMessage());
            }
        }
    }

    private void loadHigherVersion(ModelLane lane) {
        Optional<String> pinned = loader.settings(lane.model()).pinnedVersion();
        List<String> candidates =
                pinned.map(List::of).orElseGet(() -> loader.folder().versions(lane.model()));
        for (String version : candidates) {
            boolean higher = lane.current()
                    .filter(serving -> !ModelFolder.isHigher(version, serving.version()))
                    .isEmpty();
            if (!higher) {
                return;
            }
            if (!lane.hasRefused(version, loader.folder().contentOf(lane.model(), version))
                    && isLoaded(lane.model(), version)) {
                return;
            }
        }
    }

    private boolean isLoaded(String model, String version) {
        try {
            load(model, version);
            return true;
        } catch (ModelRefusedException e) {
            return false;
        }
    }

    /** From now on every model that serves takes jobs. */
    synchronized void startConsuming() {
        consuming = true;
        lanes.values().forEach(this::tell);
        lanes.values().stream().filter(lane -> lane.current().isPresent()).forEach(this::consume);
    }

    /** Before the worker takes jobs nothing can be told: what was loaded until then is told when it begins to. */
    private void tell(ModelLane lane) {
        if (consuming) {
            lane.current()
                    .ifPresent(version -> notice.inService(version.served().model()));
        }
    }

    private void consume(ModelLane lane) {
        if (consuming) {
            consumptions.computeIfAbsent(lane.model(), model -> jobs.consume(lane));
        }
    }

    /**
     * Takes no more of a model's jobs, finishes those in flight as far as the time allows, and frees its memory.
     *
     * @return false when there is no such model
     */
    synchronized boolean unload(String model, Duration drainTimeout) throws InterruptedException {
        ModelLane lane = lanes.get(model);
        if (lane == null) {
            return false;
        }
        lane.inFlight().close();
        if (!lane.inFlight().awaitNone(drainTimeout)) {
            LOG.warnf(
                    "Unloading %s with %d jobs in flight; other workers get them",
                    model, lane.inFlight().count());
        }
        stopConsuming(model);
        lane.serveNone().join();
        forget(lane);
        LOG.infof("Unloaded %s", model);
        return true;
    }

    private void forget(ModelLane lane) {
        lane.metrics().close();
        lanes.remove(lane.model());
    }

    private void stopConsuming(String model) {
        JobSource.Consumption consumption = consumptions.remove(model);
        if (consumption != null) {
            consumption.close();
        }
    }
}
