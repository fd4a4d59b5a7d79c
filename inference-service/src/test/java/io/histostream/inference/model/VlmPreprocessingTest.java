package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.BreakHisImages;
import io.histostream.inference.image.Digests;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.image.ImageRejectedException;
import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.Preprocessor;
import io.histostream.inference.image.Resize;
import io.histostream.inference.model.VlmGoldens.Case;
import io.histostream.inference.model.VlmGoldens.Image;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Pixels and tensors of every resize mode of a card differ by nothing from those of the processors of SmolVLM and
 * Qwen2-VL, pinned to PIL.
 */
class VlmPreprocessingTest {

    private static final ImageLimits LIMITS = new ImageLimits(1 << 26, 1 << 26);

    @Test
    void goldensHoldEveryModeAndARefusal() {
        VlmGoldens golden = VlmGoldens.read("vlm.json");

        assertThat(golden.images()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(golden.inputs())
                .extracting(input -> (Class) input.preprocessing().resize().getClass())
                .contains(
                        Resize.Stretch.class,
                        Resize.Idefics3.class,
                        Resize.Idefics3Split.class,
                        Resize.SmartResize.class);
        assertThat(golden.images().stream().flatMap(image -> image.cases().stream()))
                .anyMatch(Case::refused);
    }

    @TestFactory
    Stream<DynamicTest> equalsTheProcessors() {
        VlmGoldens golden = VlmGoldens.read("vlm.json");
        return golden.images().stream()
                .map(image -> DynamicTest.dynamicTest(image.toString(), () -> {
                    byte[] bytes = image.bytes();
                    for (Case each : image.cases()) {
                        assertEquals(bytes, image.type(), golden.inputs().get(each.input()), each);
                    }
                }));
    }

    @Test
    void equalsTheProcessorsOnRealImages() throws IOException, ImageRejectedException {
        VlmGoldens golden = VlmGoldens.read("vlm-breakhis.json");
        Map<String, Image> bySha256 =
                golden.images().stream().collect(Collectors.toMap(Image::sha256, Function.identity()));

        for (Path file : BreakHisImages.files()) {
            byte[] bytes = Files.readAllBytes(file);
            Image image = bySha256.remove(Digests.sha256(bytes));
            for (Case each : image.cases()) {
                assertEquals(bytes, "image/png", golden.inputs().get(each.input()), each);
            }
        }

        assertThat(golden.images()).hasSize(48);
        assertThat(bySha256).isEmpty();
    }

    private static void assertEquals(byte[] bytes, String mediaType, ModelInput input, Case expected)
            throws ImageRejectedException {
        Preprocessing preprocessing = input.preprocessing();
        if (expected.refused()) {
            assertThatThrownBy(() -> preprocess(bytes, mediaType, preprocessing))
                    .isInstanceOfSatisfying(ImageRejectedException.class, rejected -> assertThat(rejected.code())
                            .isEqualTo(FailureCode.UNSUPPORTED_SIZE));
            return;
        }

        FloatBuffer levels = preprocess(bytes, mediaType, VlmGoldens.resizeOnly(preprocessing));
        FloatBuffer tensor = preprocess(bytes, mediaType, preprocessing);

        String pixels = Digests.ofLevels(levels, preprocessing.width() * preprocessing.height());
        assertThat(pixels).as("pixels of %s", preprocessing).isEqualTo(expected.pixelsSha256());
        assertThat(Digests.ofTensor(tensor)).as("tensor of %s", preprocessing).isEqualTo(expected.tensorSha256());
    }

    private static FloatBuffer preprocess(byte[] bytes, String mediaType, Preprocessing preprocessing)
            throws ImageRejectedException {
        Preprocessor preprocessor = new Preprocessor(preprocessing, LIMITS);
        FloatBuffer slot = FloatBuffer.allocate(preprocessor.elementCount());
        preprocessor.preprocess(bytes, mediaType, slot);
        return slot;
    }
}
