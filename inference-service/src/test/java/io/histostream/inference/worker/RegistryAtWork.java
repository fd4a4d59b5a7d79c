package io.histostream.inference.worker;

import io.histostream.contracts.ImageJob;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.ImageStore;
import io.histostream.inference.model.CopiedPackage;
import io.histostream.inference.model.ModelFolder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A registry over real packages in a folder and a real store; where jobs come from is the test. */
final class RegistryAtWork {

    static final String MODEL = "tiny";

    private static final byte[] PICTURE = Jobs.picture(new Color(220, 90, 110), 0);

    private final Path models;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> consuming = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ModelRegistry registry;

    /**
     * @param options beside the names of the models
     */
    RegistryAtWork(Path folder, Map<String, String> options) {
        this.models = folder.resolve("models");
        FolderImageStore.initialise(folder.resolve("store"), false);
        ImageStore store = new FolderImageStore(folder.resolve("store"));
        Jobs.store(store, PICTURE);
        Map<String, String> properties = new HashMap<>(options);
        properties.put("histostream.inference.models", MODEL);
        InferenceConfig config = InferenceConfigTest.config(properties);
        StorePatience patience = new StorePatience(Duration.ofMillis(1), Duration.ofMillis(4));
        VersionLoader loader = new VersionLoader(
                config, new ModelFolder(models), card -> new ActivationMapStore(store, patience, card), 2);
        JobPipelines pipelines = (begun, metrics) -> new JobPipeline(
                new ImageFetcher(store, 1 << 20, patience), Runnable::run, new FetchedBytes(1 << 20), begun, metrics);
        this.registry = new ModelRegistry(
                loader,
                model -> new ModelLane(model, new InferenceMetrics(meters, model), pipelines),
                this::consume,
                model -> told.add(model.reference().version()),
                Clock.systemUTC());
    }

    private JobSource.Consumption consume(ModelLane lane) {
        consuming.add(lane.model());
        return () -> consuming.remove(lane.model());
    }

    ModelRegistry registry() {
        return registry;
    }

    /** Puts a package into the folder, whole and sealed, for a test to spoil. */
    CopiedPackage addVersion(String version) {
        return CopiedPackage.of(MODEL, version, models);
    }

    /** The model's lane; there must be one. */
    ModelLane lane() {
        return registry.lane(MODEL).orElseThrow();
    }

    String servingVersion() {
        return lane().current().map(ServedVersion::version).orElse("none");
    }

    /** Models whose jobs are being taken. */
    List<String> consuming() {
        return consuming;
    }

    /** Versions of which it was told that they are in service, in that order. */
    List<String> told() {
        return told;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    ImageJob job() {
        return Jobs.job(PICTURE);
    }
}
