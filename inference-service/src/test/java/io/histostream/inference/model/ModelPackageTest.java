package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPackageTest {

    @TempDir
    Path models;

    private Path tiny;

    @BeforeEach
    void copyTheTinyModel() throws Exception {
        tiny = models.resolve("tiny").resolve("1.0.0");
        copy(Path.of(getClass().getResource("/models/tiny/1.0.0").toURI()), tiny);
    }

    @Test
    void readsAPackageWhoseFilesAreAsListed() {
        ModelPackage model = ModelPackage.read(tiny);

        assertThat(model.card().labels()).containsExactly("benign", "malignant");
        assertThat(model.reference().digest()).isEqualTo(Sha256.of(bytes(tiny.resolve("model-card.yaml"))));
        assertThat(model.preprocessingDigest()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: \"1.0.0\"|version: \"1.0.0\"\\ncolour: red|Unrecognized field \"colour\"",
                "  filter: bilinear|  filter: bilinear\\n  gamma: 2|input.gamma: Unrecognized field",
                "filter: bilinear|filter: nearest|input.filter",
                "temperature: 1.0|temperature: 0|temperature must be greater than 0",
                "temperature: 1.0|temperature: 1.0\\ntemperature: 2.0|Duplicate field 'temperature'",
                "positiveLabel: malignant|positiveLabel: bad|positiveLabel must be one of labels",
                "schemaVersion: 1|schemaVersion: 2|schemaVersion must be 1",
                "{mode: stretch}|{mode: squeeze}|input.resize: Could not resolve type id 'squeeze'",
                "{mode: stretch}|{mode: stretch, shortestEdge: 3}|input.resize.shortestEdge: Unrecognized field",
                "{mode: stretch}|{longestEdge: 9}|missing type id property 'mode'",
                "{mode: stretch}|{mode: idefics3}|input.resize.longestEdge: Cannot map `null` into type `int`",
                "{mode: stretch}|{mode: idefics3, longestEdge: 5000}|resize.longestEdge must be from 1 to 4096",
                "{mode: stretch}|{mode: idefics3-split, longestEdge: 9, tileRows: 2, tileColumns: 1}|layout NCHW does not fit",
                "{mode: stretch}|{mode: smart-resize, patchSize: 14, mergeSize: 2, minPixels: 9, maxPixels: 99}"
                        + "|multiples of patchSize x mergeSize, which is 28",
                "layout: nchw|layout: patches|layout PATCHES does not fit resize.mode",
                "layout: nchw|layout: nhwc|input.layout",
                "layout: nchw|layout: nchw\\n  stain: {method: vahadane}|input.stain: Could not resolve type id 'vahadane'",
                "layout: nchw|layout: nchw\\n  stain: {method: reinhard, version: 2, mean: [0, 0, 0], std: [1, 1, 1]}"
                        + "|stain.version must be 1",
                "layout: nchw|layout: nchw\\n  stain: {method: reinhard, version: 1, mean: [0, 0], std: [1, 1, 1]}"
                        + "|stain.mean must hold 3 finite numbers",
                "layout: nchw|layout: nchw\\n  stain: {method: reinhard, version: 1, mean: [0, 0, 0], std: [1, 1, 1], beta: 2}"
                        + "|input.stain.beta: Unrecognized field",
                "  name: pixels|  colourModes: rgb|the input must be an object with a name",
                "width: 32|width: wide|input.width",
                "licence: Apache-2.0||licence",
                "  model.onnx: 7|  model.onnx: 8|model.onnx has digest 7",
                "  model.onnx: 76|  ../model.onnx: 76|files does not list model.onnx",
            })
    void refusesACardThatBreaksARule(String from, String to, String reason) throws IOException {
        Path card = tiny.resolve("model-card.yaml");
        String text = Files.readString(card);
        Files.writeString(card, text.replace(from, to == null ? "" : to.replace("\\n", "\n")));
        CopiedPackage.seal(tiny);

        assertThatThrownBy(() -> ModelPackage.read(tiny))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void preprocessingDigestCoversTheWholeInput() throws IOException {
        String before = ModelPackage.read(tiny).preprocessingDigest();
        Path card = tiny.resolve("model-card.yaml");
        String stain = "layout: nchw\n  stain: {method: reinhard, version: 1, mean: [0, 0, 0], std: [1, 1, %s]}";
        String text = Files.readString(card);
        Files.writeString(card, text.replace("layout: nchw", stain.formatted(1)));
        CopiedPackage.seal(tiny);
        String stained = ModelPackage.read(tiny).preprocessingDigest();
        Files.writeString(card, text.replace("layout: nchw", stain.formatted(2)));
        CopiedPackage.seal(tiny);

        String stainedOtherwise = ModelPackage.read(tiny).preprocessingDigest();

        assertThat(Set.of(before, stained, stainedOtherwise)).hasSize(3);
    }

    @Test
    void refusesAFileThatTheCardDoesNotList() throws IOException {
        Files.writeString(tiny.resolve("model.onnx.data"), "weights");

        assertThatThrownBy(() -> ModelPackage.read(tiny))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("files does not list model.onnx.data");
    }

    @Test
    void refusesAListedFileThatIsNotThere() throws IOException {
        Files.delete(tiny.resolve("golden/image-1.png"));

        assertThatThrownBy(() -> ModelPackage.read(tiny))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("golden/image-1.png is listed in the card and cannot be read");
    }

    @Test
    void refusesAChangedModel() throws IOException {
        Path graph = tiny.resolve("model.onnx");
        byte[] bytes = bytes(graph);
        bytes[bytes.length / 2] ^= 1;
        Files.write(graph, bytes);

        assertThatThrownBy(() -> ModelPackage.read(tiny))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("model.onnx has digest")
                .hasMessageContaining("but the card says 76d1106b");
    }

    @Test
    void refusesAFileOutsideThePackage() throws IOException {
        Path outside = Files.write(models.resolve("outside.onnx"), bytes(tiny.resolve("model.onnx")));
        Files.delete(tiny.resolve("model.onnx"));
        Files.createSymbolicLink(tiny.resolve("model.onnx"), outside);

        assertThatThrownBy(() -> ModelPackage.read(tiny))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("outside the package");
    }

    @Test
    void takesTheHighestVersionByNumber() throws IOException {
        copyAsVersion("1.9.0");
        copyAsVersion("1.10.0");

        ModelPackage model = new ModelFolder(models).read("tiny", Optional.empty());

        assertThat(model.card().version()).isEqualTo("1.10.0");
    }

    @Test
    void takesTheVersionThatIsAskedFor() throws IOException {
        copyAsVersion("1.9.0");

        ModelPackage model = new ModelFolder(models).read("tiny", Optional.of("1.0.0"));

        assertThat(model.card().version()).isEqualTo("1.0.0");
    }

    @Test
    void refusesAPackageInAnotherVersionsFolder() throws IOException {
        copy(tiny, models.resolve("tiny").resolve("2.0.0"));

        assertThatThrownBy(() -> new ModelFolder(models).read("tiny", Optional.of("2.0.0")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("says that it is tiny 1.0.0");
    }

    @Test
    void refusesAModelThatIsNotThere() {
        assertThatThrownBy(() -> new ModelFolder(models).read("vgg19", Optional.empty()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("there is no model in");
    }

    private void copyAsVersion(String version) throws IOException {
        Path target = models.resolve("tiny").resolve(version);
        copy(tiny, target);
        Path card = target.resolve("model-card.yaml");
        Files.writeString(card, Files.readString(card).replace("version: \"1.0.0\"", "version: \"" + version + "\""));
        CopiedPackage.seal(target);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
