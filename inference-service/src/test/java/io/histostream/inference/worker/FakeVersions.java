package io.histostream.inference.worker;

import io.histostream.contracts.Provenance;
import io.histostream.imagestore.ImageStore;
import io.histostream.inference.batching.BatchingLimits;
import io.histostream.inference.batching.DynamicBatcher;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.image.Preprocessor;
import io.histostream.inference.model.BatchBuckets;
import io.histostream.inference.model.CopiedPackage;
import io.histostream.inference.model.ExecutionProvider;
import io.histostream.inference.model.ModelEngine;
import io.histostream.inference.model.ModelPackage;
import io.histostream.inference.model.Scores;
import io.histostream.inference.model.ServedModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Versions of the model tiny that are whole but for their sessions, which are fakes. */
final class FakeVersions {

    static final String MODEL = "tiny";

    private static final int MAX_BATCH = 4;

    private final Path models;
    private final ImageStore store;
    private final Executor threads;
    private final LongSupplier nanoClock;
    private final Map<String, ModelPackage> packages = new ConcurrentHashMap<>();

    /**
     * @param models an empty folder for the packages
     * @param threads of the batchers
     */
    FakeVersions(Path models, ImageStore store, Executor threads, LongSupplier nanoClock) {
        this.models = models;
        this.store = store;
        this.threads = threads;
        this.nanoClock = nanoClock;
    }

    ServedVersion make(String version, FakeSession session) {
        return make(version, session, check -> {}, () -> {});
    }

    ServedVersion make(String version, FakeSession session, ModelEngine.Canary canary, Runnable afterClose) {
        ModelPackage model = packages.computeIfAbsent(
                version, number -> CopiedPackage.of(MODEL, number, models).read());
        Preprocessor preprocessor = new Preprocessor(model.card().preprocessing(), new ImageLimits(1 << 20, 1 << 20));
        ModelEngine engine =
                new ModelEngine(() -> session, BatchBuckets.every(MAX_BATCH), preprocessor.elementCount(), canary);
        ServedModel served = new ServedModel(
                model,
                preprocessor,
                new Scores(model.card()),
                engine,
                ExecutionProvider.CPU,
                Optional.empty(),
                MAX_BATCH);
        BatchingLimits limits = BatchingLimits.sharedCores(MAX_BATCH, Duration.ZERO, 64, 2);
        Provenance provenance = new Provenance("d".repeat(64), "cpu", "1.29.0", 1, null);
        StorePatience patience = new StorePatience(Duration.ofMillis(1), Duration.ofMillis(4));
        return new ServedVersion(
                served,
                limits,
                new DynamicBatcher(
                        limits, preprocessor.elementCount(), engine, threads, (callback, nanos) -> {}, nanoClock),
                new Outcomes(model.reference(), served.scores(), provenance, Clock.systemUTC()),
                new ActivationMapStore(store, patience, model.card()),
                afterClose);
    }
}
