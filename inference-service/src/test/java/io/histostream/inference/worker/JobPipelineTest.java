package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.ActivationMaps;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Provenance;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.StoreKey;
import io.histostream.inference.batching.BatchingLimits;
import io.histostream.inference.batching.DynamicBatcher;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.model.ExecutionProvider;
import io.histostream.inference.model.ModelPackage;
import io.histostream.inference.model.ServedModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's way through a worker, without Kafka: a real store, a real model with maps. */
class JobPipelineTest {

    private static final byte[] RED = Jobs.picture(new Color(220, 90, 110), 0);

    @TempDir
    Path folder;

    private ServedModel served;
    private UnaryOperator<ServedVersion> beginning = JobPipelineTest::begun;
    private ImageStore store;

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void namesTheMapsThatItHasKept() throws Exception {
        Prediction prediction = predict("tiny-maps", Optional.empty(), Jobs.jobWithMap(RED));

        byte[] json = Files.readAllBytes(folder.resolve("store").resolve(prediction.activationMap()));
        ActivationMaps maps = ContractJson.MAPPER.readValue(json, ActivationMaps.class);
        assertThat(maps.model()).isEqualTo(prediction.model());
        // The model's output is the mean of the map and the bias, and the picture is of one colour.
        double benign = maps.maps().get(0).cells().get(5) + 0.1;
        double malignant = maps.maps().get(1).cells().get(5) - 0.1;
        assertThat(prediction.scores().get(1).score()).isCloseTo(1 / (1 + Math.exp(benign - malignant)), within(1e-5));
    }

    @Test
    void keepsNoMapsThatNobodyAskedFor() throws Exception {
        Prediction prediction = predict("tiny-maps", Optional.empty(), Jobs.job(RED));

        assertThat(prediction.activationMap()).isNull();
        assertThat(store.list(StoreKey.Prefix.ACTIVATION_MAPS)).isEmpty();
        assertThat(prediction.labelMass()).isBetween(0.0, 1.0);
    }

    @Test
    void predictsWithoutMapsWhereTheModelHasNone() throws Exception {
        Prediction prediction = predict("tiny", Optional.empty(), Jobs.jobWithMap(RED));

        assertThat(prediction.label()).isEqualTo("malignant");
        assertThat(prediction.activationMap()).isNull();
        assertThat(prediction.labelMass()).isNull();
    }

    @Test
    void tellsTheVariant() throws Exception {
        Prediction prediction = predict("tiny-maps", Optional.of("int8"), Jobs.jobWithMap(RED));

        assertThat(prediction.provenance().variant()).isEqualTo("int8");
        assertThat(prediction.activationMap()).endsWith("-int8");
    }

    /** The outcome comes only when the maps are durable; trouble of the store never makes a failure of it. */
    @Test
    void waitsForTheStoreToKeepTheMaps() throws Exception {
        JobPipeline pipeline = pipeline("tiny-maps", Optional.empty());
        // Without its marker the store takes nothing; what it has can still be read.
        Path marker = folder.resolve("store/.histostream-image-store");
        Path away = Files.move(marker, folder.resolve("marker"));
        CompletableFuture<?> outcome = pipeline.process(Jobs.jobWithMap(RED));
        await().pollDelay(Duration.ofMillis(100)).until(() -> !outcome.isDone());
        Files.move(away, marker);

        Prediction prediction = (Prediction) outcome.get(10, TimeUnit.SECONDS);
        assertThat(store.size(new StoreKey(prediction.activationMap()))).isNotEmpty();
    }

    /** A job whose outcome never comes holds its place for ever. */
    @Test
    void endsAJobThatMeetsADefect() {
        beginning = version -> {
            throw new StackOverflowError("a defect");
        };

        var outcome = pipeline("tiny", Optional.empty()).process(Jobs.job(RED));

        assertThat(outcome)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StackOverflowError.class);
    }

    private Prediction predict(String model, Optional<String> variant, ImageJob job) throws Exception {
        return (Prediction) pipeline(model, variant).process(job).get(10, TimeUnit.SECONDS);
    }

    private JobPipeline pipeline(String model, Optional<String> variant) {
        FolderImageStore.initialise(folder.resolve("store"), false);
        store = new FolderImageStore(folder.resolve("store"));
        Jobs.store(store, RED);
        served = ServedModel.load(
                ModelPackage.read(TinyModelResource.models().resolve(model).resolve("1.0.0")),
                new ImageLimits(1 << 20, 1 << 20),
                List.of(ExecutionProvider.CPU),
                provider -> 4,
                variant);
        StorePatience patience = new StorePatience(Duration.ofMillis(1), Duration.ofMillis(4));
        Provenance provenance = new Provenance(
                "d".repeat(64), "cpu", "1.29.0", 1, served.variant().orElse(null));
        InferenceMetrics metrics = new InferenceMetrics(new SimpleMeterRegistry(), model);
        BatchingLimits limits = BatchingLimits.sharedCores(served.maxBatchSize(), Duration.ZERO, 16, 1);
        ServedVersion version = new ServedVersion(
                served,
                limits,
                new DynamicBatcher(
                        limits,
                        served.preprocessor().elementCount(),
                        served.engine(),
                        JobPipelineTest::aside,
                        (callback, nanos) -> {},
                        System::nanoTime),
                new Outcomes(served.model().reference(), served.scores(), provenance, Clock.systemUTC()),
                new ActivationMapStore(store, patience, served.model().card()),
                () -> {});
        return new JobPipeline(
                new ImageFetcher(store, 1 << 20, patience),
                JobPipelineTest::aside,
                new FetchedBytes(1 << 20),
                () -> beginning.apply(version),
                metrics);
    }

    private static ServedVersion begun(ServedVersion version) {
        assertThat(version.begin()).isTrue();
        return version;
    }

    private static void aside(Runnable task) {
        Thread thread = new Thread(task, "aside");
        thread.setDaemon(true);
        thread.start();
    }
}
