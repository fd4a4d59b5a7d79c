package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.contracts.ActivationMaps;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.LabelScore;
import io.histostream.contracts.ModelReference;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Timings;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.StoreKey;
import io.histostream.inference.model.ModelCard;
import io.histostream.inference.model.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationMapStoreTest {

    private static final ModelPackage MODEL =
            ModelPackage.read(TinyModelResource.models().resolve("tiny-maps/1.0.0"));
    private static final ImageJob JOB = Jobs.jobWithMap(new byte[] {1, 2, 3});
    private static final int CELLS = 3 * 4;

    @TempDir
    Path folder;

    private final StorePatience patience = new StorePatience(Duration.ofMillis(1), Duration.ofMillis(4));
    private Path root;
    private ImageStore store;
    private ActivationMapStore maps;

    @BeforeEach
    void openTheStore() {
        root = folder.resolve("store");
        FolderImageStore.initialise(root, false);
        store = new FolderImageStore(root);
        maps = new ActivationMapStore(store, patience, MODEL.card());
    }

    @Test
    void keepsEveryLabelsMapUnderTheKeyThatThePredictionNames() throws Exception {
        Prediction prediction = prediction("1.0.0", "a", null);

        Prediction kept = maps.keep(prediction, result(0));

        ActivationMaps found = read(kept.activationMap());
        assertThat(found.jobId()).isEqualTo(prediction.job().jobId());
        assertThat(found.model()).isEqualTo(prediction.model());
        assertThat(found.method()).isEqualTo("cam");
        assertThat(found.rows()).isEqualTo(3);
        assertThat(found.columns()).isEqualTo(4);
        assertThat(found.field()).isEqualTo(new ActivationMaps.Field(null, 32, 24));
        assertThat(found.maps())
                .extracting(ActivationMaps.LabelMap::label)
                .containsExactlyElementsOf(MODEL.card().labels());
        assertThat(found.maps().get(0).cells()).startsWith(3f, 4f).hasSize(CELLS);
        assertThat(found.maps().get(1).cells()).startsWith(3f + CELLS).hasSize(CELLS);
    }

    @Test
    void givesAJobThatIsDeliveredAgainTheSameKeyAndLeavesItsMapsAsTheyAre() throws Exception {
        Prediction prediction = prediction("1.0.0", "a", null);
        Prediction first = maps.keep(prediction, result(0));
        byte[] before = Files.readAllBytes(root.resolve(first.activationMap()));

        Prediction again = maps.keep(prediction, result(1));

        assertThat(again.activationMap()).isEqualTo(first.activationMap());
        assertThat(Files.readAllBytes(root.resolve(first.activationMap()))).isEqualTo(before);
    }

    @Test
    void keepsTheMapsOfAnotherVersionOrVariantApart() throws Exception {
        String first = maps.keep(prediction("1.0.0", "a", null), result(0)).activationMap();

        String otherVersion =
                maps.keep(prediction("1.1.0", "b", null), result(0)).activationMap();
        String otherVariant =
                maps.keep(prediction("1.0.0", "a", "int8"), result(0)).activationMap();

        assertThat(List.of(first, otherVersion, otherVariant)).doesNotHaveDuplicates();
    }

    @Test
    void waitsForAStoreThatIsAway() throws Exception {
        Path away = folder.resolve("away");
        Files.move(root, away);
        Prediction prediction = prediction("1.0.0", "a", null);
        CompletableFuture<Prediction> kept = CompletableFuture.supplyAsync(() -> keep(prediction));
        assertThat(kept).isNotDone();

        Files.move(away, root);

        assertThat(kept.get(10, TimeUnit.SECONDS).activationMap()).isNotNull();
    }

    @Test
    void holdsTheJobWhenTheWorkerStopsWhileTheStoreIsAway() throws IOException {
        Files.move(root, folder.resolve("away"));
        patience.stop();

        assertThatThrownBy(() -> maps.keep(prediction("1.0.0", "a", null), result(0)))
                .isInstanceOf(JobHeldException.class);
    }

    /** What was computed is finished by a worker that stops, if the store allows it. */
    @Test
    void stillKeepsMapsWhenTheWorkerStopsAndTheStoreIsWell() throws Exception {
        patience.stop();

        assertThat(maps.keep(prediction("1.0.0", "a", null), result(0)).activationMap())
                .isNotNull();
    }

    @Test
    void givesThePredictionWithoutMapsThatAreNotFinite() throws Exception {
        float[] result = result(0);
        result[result.length - 1] = Float.NaN;

        assertThat(maps.keep(prediction("1.0.0", "a", null), result).activationMap())
                .isNull();
    }

    @Test
    void wantsNoMapsOfAModelWithoutThem() {
        ModelCard plain = ModelPackage.read(TinyModelResource.models().resolve("tiny/1.0.0"))
                .card();
        ImageJob wishing = Jobs.jobWithMap(new byte[] {1});

        assertThat(new ActivationMapStore(store, patience, plain).isWanted(wishing))
                .isFalse();
        assertThat(maps.isWanted(wishing)).isTrue();
        assertThat(maps.isWanted(Jobs.job(new byte[] {1}))).isFalse();
    }

    private Prediction keep(Prediction prediction) {
        try {
            return maps.keep(prediction, result(0));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ActivationMaps read(String key) throws IOException {
        return ContractJson.MAPPER.readValue(
                store.read(new StoreKey(key), ActivationMaps.MAX_BYTES), ActivationMaps.class);
    }

    /** Two outputs, the label mass, then the cells: each float is its own index, and so much more. */
    private static float[] result(float more) {
        float[] result = new float[2 + 1 + 2 * CELLS];
        for (int i = 0; i < result.length; i++) {
            result[i] = i + more;
        }
        return result;
    }

    private static Prediction prediction(String version, String digit, String variant) {
        return new Prediction(
                JobOutcome.SCHEMA_VERSION,
                JOB,
                new ModelReference("tiny-maps", version, digit.repeat(64)),
                "benign",
                List.of(new LabelScore("benign", 0.75), new LabelScore("malignant", 0.25)),
                new Provenance("c".repeat(64), "cpu", "1.29.0", 1, variant),
                new Timings(1, 1, 1, 1),
                Instant.parse("2026-01-01T00:00:01Z"),
                0.5,
                null);
    }
}
