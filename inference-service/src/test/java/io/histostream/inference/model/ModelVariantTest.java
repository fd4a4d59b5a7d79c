package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.inference.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelVariantTest {

    @TempDir
    Path models;

    private CopiedPackage tinyMaps;

    @BeforeEach
    void copy() {
        tinyMaps = CopiedPackage.of("tiny-maps", models);
    }

    @Test
    void servesTheVariantThatIsAskedFor() throws Exception {
        try (ServedModel fp32 = load(Optional.empty());
                ServedModel int8 = load(Optional.of("int8"))) {
            assertThat(int8.variant()).contains("int8");
            assertThat(fp32.variant()).isEmpty();
            assertThat(greyOutput(int8)).isNotEqualTo(greyOutput(fp32));
        }
    }

    @Test
    void servesTheFullPrecisionByItsName() throws Exception {
        try (ServedModel named = load(Optional.of("fp32"));
                ServedModel plain = load(Optional.empty())) {
            assertThat(named.variant()).isEmpty();
            assertThat(greyOutput(named)).isEqualTo(greyOutput(plain));
        }
    }

    @Test
    void capsTheBatchAtWhatTheVariantAllows() {
        try (ServedModel int8 = load(Optional.of("int8"))) {
            assertThat(int8.maxBatchSize()).isEqualTo(2);
            assertThat(int8.engine().largestBatch()).isEqualTo(2);
        }
    }

    @Test
    void refusesAVariantThatIsFurtherFromTheGoldenScoresThanItMay() {
        tinyMaps.rewriteCard("scoreTolerance: 0.05", "scoreTolerance: 0.0001");

        assertThatThrownBy(() -> load(Optional.of("int8")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("golden/image-1.png: the score of benign is ");
    }

    @Test
    void refusesAnUnknownVariantAndNamesThoseThatExist() {
        assertThatThrownBy(() -> load(Optional.of("fp16")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("tiny-maps 1.0.0 has no variant fp16, but fp32, int8");
    }

    @Test
    void refusesAChangedVariantEvenWhenItIsNotServed() throws IOException {
        Path graph = tinyMaps.folder().resolve("model.int8.onnx");
        byte[] bytes = Files.readAllBytes(graph);
        bytes[bytes.length / 2] ^= 1;
        Files.write(graph, bytes);

        assertThatThrownBy(() -> load(Optional.empty()))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("model.int8.onnx has digest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int8: {file: model.int8.onnx|fp32: {file: model.int8.onnx|variants.fp32: model.onnx is the fp32 graph",
                "int8: {file: model.int8.onnx|Int 8: {file: model.int8.onnx|variants.Int 8: its name must match",
                "{file: model.int8.onnx|{file: model.onnx|variants.int8: its file must not be model.onnx",
                "{file: model.int8.onnx|{file: model.fp16.onnx|variants.int8: files does not list model.fp16.onnx",
                "scoreTolerance: 0.05|scoreTolerance: 0|variants.scoreTolerance must be greater than 0",
                "scoreTolerance: 0.05, ||Cannot map `null` into type `double`",
                "maxBatchSize: 2|maxBatchSize: 0|variants.maxBatchSize must be at least 1",
                "maxBatchSize: 2|maxBatch: 2|variants.int8.maxBatch: Unrecognized field",
            })
    void refusesAVariantThatBreaksARule(String from, String to, String reason) {
        tinyMaps.rewriteCard(from, to == null ? "" : to);

        assertThatThrownBy(() -> load(Optional.of("int8")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(reason);
    }

    private ServedModel load(Optional<String> variant) {
        return ServedModel.load(
                tinyMaps.read(),
                new ImageLimits(1 << 20, 1 << 20),
                List.of(ExecutionProvider.CPU),
                provider -> 4,
                variant);
    }

    private static float greyOutput(ServedModel served) throws Exception {
        FloatBuffer image = ByteBuffer.allocateDirect(served.preprocessor().elementCount() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        while (image.hasRemaining()) {
            image.put(0.5f);
        }
        return served.engine().run(image.rewind(), 1)[0][0];
    }
}
