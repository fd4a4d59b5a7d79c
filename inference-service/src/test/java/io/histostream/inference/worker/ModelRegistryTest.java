package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.inference.model.CopiedPackage;
import io.histostream.inference.model.ModelRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is loaded at start and on request. */
class ModelRegistryTest {

    private static final String MODEL = RegistryAtWork.MODEL;

    @TempDir
    Path folder;

    private RegistryAtWork work;
    private ModelRegistry registry;

    @BeforeEach
    void make() {
        work = new RegistryAtWork(folder, Map.of());
        registry = work.registry();
    }

    @Test
    void servesTheHighestVersion() {
        work.addVersion("1.9.0");
        work.addVersion("1.10.0");

        registry.loadConfigured(MODEL);

        assertThat(work.servingVersion()).isEqualTo("1.10.0");
    }

    @Test
    void servesThePinnedVersion() {
        work = new RegistryAtWork(
                folder.resolve("pinned"), Map.of("histostream.inference.model-options.tiny.version", "1.9.0"));
        work.addVersion("1.9.0");
        work.addVersion("1.10.0");

        work.registry().loadConfigured(MODEL);

        assertThat(work.servingVersion()).isEqualTo("1.9.0");
    }

    @Test
    void letsAVersionTakeThePlaceOfAnother() {
        work.addVersion("1.1.0");
        work.addVersion("1.2.0");
        registry.load(MODEL, "1.1.0");

        registry.load(MODEL, "1.2.0");

        assertThat(work.servingVersion()).isEqualTo("1.2.0");
    }

    @Test
    void goesBackToALowerVersionOnRequest() {
        work.addVersion("1.1.0");
        work.addVersion("1.2.0");
        registry.load(MODEL, "1.2.0");

        registry.load(MODEL, "1.1.0");

        assertThat(work.servingVersion()).isEqualTo("1.1.0");
    }

    @Test
    void leavesAVersionAloneThatServesAlready() {
        work.addVersion("1.1.0");
        registry.load(MODEL, "1.1.0");
        ServedVersion serving = work.lane().current().orElseThrow();

        registry.load(MODEL, "1.1.0");

        assertThat(work.lane().current()).containsSame(serving);
    }

    @Test
    void loadsAVersionAgainWhoseContentIsAnother() {
        var added = work.addVersion("1.1.0");
        registry.load(MODEL, "1.1.0");
        ServedVersion serving = work.lane().current().orElseThrow();
        added.rewriteCard("decisionThreshold: 0.5", "decisionThreshold: 0.4");

        registry.load(MODEL, "1.1.0");

        assertThat(work.lane().current().orElseThrow().digest()).isNotEqualTo(serving.digest());
    }

    @Test
    void knowsNoModelWhoseFirstVersionIsRefused() {
        assertThatThrownBy(() -> registry.load("vgg19", "1.0.0")).isInstanceOf(ModelRefusedException.class);

        assertThat(registry.lane("vgg19")).isEmpty();
        assertThat(work.meters().find(InferenceMetrics.JOBS_IN_FLIGHT).gauges()).isEmpty();
    }

    /** Such a lane would keep the worker from being ready for ever. */
    @Test
    void hasNothingLeftOfAModelWhoseNameIsNone() {
        assertThatThrownBy(() -> registry.load("No.Name", "1.0.0")).isInstanceOf(IllegalArgumentException.class);

        assertThat(registry.lanes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "/", "../tiny/1.1.0", "1.1.0/", ".1.1.0"})
    void looksAtNoFolderThatIsNoVersions(String version) {
        work.addVersion("1.1.0");
        registry.add(MODEL);

        assertThatThrownBy(() -> registry.load(MODEL, version))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(version + " is no version");
        assertThat(work.lane().lastRefusal()).isEmpty();
    }

    @Test
    void looksAtNoPackageThatIsBeingCopiedUnderAHiddenName() throws IOException {
        CopiedPackage copying = work.addVersion("1.1.0");
        Files.move(copying.folder(), copying.folder().resolveSibling(".1.1.0"));

        assertThatThrownBy(() -> registry.loadConfigured(MODEL)).hasMessage("there is no version of tiny");
    }

    @Test
    void keepsAModelThatItShallServeWhileNoVersionCanBeLoaded() {
        registry.add(MODEL);
        work.addVersion("1.1.0").flipABit("model.onnx");

        assertThatThrownBy(() -> registry.loadConfigured(MODEL)).isInstanceOf(ModelRefusedException.class);

        assertThat(work.lane().state()).isEqualTo(ModelState.REFUSED);
        assertThat(work.lane().lastRefusal().orElseThrow().reason()).contains("model.onnx has digest");
    }

    @Test
    void takesNoJobBeforeTheWorkerIsReadyForThem() {
        work.addVersion("1.1.0");

        registry.load(MODEL, "1.1.0");

        assertThat(work.consuming()).isEmpty();
    }

    @Test
    void takesJobsOfEveryModelThatServesOnceTheWorkerIsReady() {
        registry.add("vgg19");
        work.addVersion("1.1.0");
        registry.load(MODEL, "1.1.0");

        registry.startConsuming();

        assertThat(work.consuming()).containsExactly(MODEL);
    }

    @Test
    void takesTheJobsOfAModelOnceHoweverOftenItIsReplaced() {
        registry.startConsuming();
        work.addVersion("1.1.0");
        work.addVersion("1.2.0");

        registry.load(MODEL, "1.1.0");
        registry.load(MODEL, "1.2.0");

        assertThat(work.consuming()).containsExactly(MODEL);
    }

    @Test
    void tellsWhatServesWhenItBeginsToTakeJobs() {
        work.addVersion("1.1.0");
        registry.loadConfigured(MODEL);

        registry.startConsuming();

        assertThat(work.told()).containsExactly("1.1.0");
    }

    @Test
    void tellsEachVersionThatTakesThePlaceOfAnother() {
        work.addVersion("1.1.0");
        work.addVersion("1.2.0");
        registry.startConsuming();

        registry.load(MODEL, "1.1.0");
        registry.load(MODEL, "1.2.0");
        registry.load(MODEL, "1.2.0");
        registry.load(MODEL, "1.1.0");

        assertThat(work.told()).containsExactly("1.1.0", "1.2.0", "1.1.0");
    }

    @Test
    void tellsNothingOfAVersionThatIsRefused() {
        work.addVersion("1.1.0").flipABit("model.onnx");
        registry.startConsuming();

        assertThatThrownBy(() -> registry.load(MODEL, "1.1.0")).isInstanceOf(ModelRefusedException.class);

        assertThat(work.told()).isEmpty();
    }
}
