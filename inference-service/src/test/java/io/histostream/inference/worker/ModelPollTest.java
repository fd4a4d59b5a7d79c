package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.inference.model.CopiedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at the models folder finds. */
class ModelPollTest {

    @TempDir
    Path folder;

    private RegistryAtWork work;
    private ModelRegistry registry;

    @BeforeEach
    void make() {
        use(Map.of());
    }

    private void use(Map<String, String> options) {
        work = new RegistryAtWork(folder.resolve("with-" + options.size()), options);
        registry = work.registry();
        registry.add(RegistryAtWork.MODEL);
    }

    @Test
    void waitsForAFolderThatIsNotThere() {
        registry.loadHigherVersions();

        assertThat(work.lane().state()).isEqualTo(ModelState.LOADING);
    }

    @Test
    void servesTheHighestVersionThatIsThere() {
        work.addVersion("1.9.0");
        work.addVersion("1.10.0");

        registry.loadHigherVersions();

        assertThat(work.servingVersion()).isEqualTo("1.10.0");
    }

    @Test
    void picksAHigherVersionThatAppears() {
        work.addVersion("1.9.0");
        registry.loadHigherVersions();
        work.addVersion("1.10.0");

        registry.loadHigherVersions();

        assertThat(work.servingVersion()).isEqualTo("1.10.0");
    }

    @Test
    void doesNotGoBackToALowerVersionThatAppears() {
        work.addVersion("1.10.0");
        registry.loadHigherVersions();
        work.addVersion("1.9.0");

        registry.loadHigherVersions();

        assertThat(work.servingVersion()).isEqualTo("1.10.0");
    }

    @Test
    void staysWithAVersionWhoseFolderIsTakenAway() throws IOException {
        work.addVersion("1.9.0");
        CopiedPackage highest = work.addVersion("1.10.0");
        registry.loadHigherVersions();
        Files.move(highest.folder(), folder.resolve("away"));

        registry.loadHigherVersions();

        assertThat(work.servingVersion()).isEqualTo("1.10.0");
    }

    @Test
    void servesALowerVersionWhereTheHighestIsRefused() {
        work.addVersion("1.9.0");
        work.addVersion("1.10.0").flipABit("model.onnx");

        registry.loadHigherVersions();

        assertThat(work.servingVersion()).isEqualTo("1.9.0");
        assertThat(work.lane().lastRefusal().orElseThrow().version()).isEqualTo("1.10.0");
    }

    @Test
    void keepsServingWhereAHigherVersionIsRefused() {
        work.addVersion("1.8.0");
        registry.loadHigherVersions();
        ServedVersion serving = work.lane().current().orElseThrow();
        work.addVersion("1.10.0").flipABit("model.onnx");

        registry.loadHigherVersions();

        assertThat(work.lane().current()).containsSame(serving);
    }

    @Test
    void triesARefusedVersionNoSecondTime() {
        work.addVersion("1.10.0").flipABit("model.onnx");
        registry.loadHigherVersions();
        Refusal refusal = work.lane().lastRefusal().orElseThrow();

        registry.loadHigherVersions();

        assertThat(work.lane().lastRefusal()).containsSame(refusal);
    }

    /** A package that is being copied is refused until it is whole. */
    @Test
    void triesARefusedVersionAgainWhenItHasChanged() {
        CopiedPackage added = work.addVersion("1.10.0");
        added.rewriteCard("temperature: 1.0", "temperature: 0");
        registry.loadHigherVersions();
        String before = work.servingVersion();
        added.rewriteCard("temperature: 0", "temperature: 1.0");

        registry.loadHigherVersions();

        assertThat(before).isEqualTo("none");
        assertThat(work.servingVersion()).isEqualTo("1.10.0");
        assertThat(work.lane().lastRefusal()).isEmpty();
    }

    @Test
    void staysWithThePinnedVersion() {
        use(Map.of("histostream.inference.model-options.tiny.version", "1.9.0"));
        work.addVersion("1.9.0");
        registry.loadHigherVersions();
        work.addVersion("1.10.0");

        registry.loadHigherVersions();

        assertThat(work.servingVersion()).isEqualTo("1.9.0");
    }

    @Test
    void takesNoOtherVersionWhereThePinnedOneIsRefused() {
        use(Map.of("histostream.inference.model-options.tiny.version", "1.9.0"));
        work.addVersion("1.9.0").flipABit("model.onnx");
        work.addVersion("1.10.0");

        registry.loadHigherVersions();

        assertThat(work.servingVersion()).isEqualTo("none");
    }

    @Test
    void takesJobsOfAModelWhoseFirstVersionAppears() {
        registry.startConsuming();
        work.addVersion("1.9.0");

        registry.loadHigherVersions();

        assertThat(work.consuming()).containsExactly(RegistryAtWork.MODEL);
    }
}
