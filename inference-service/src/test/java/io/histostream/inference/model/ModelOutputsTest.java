package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.histostream.inference.image.ImageLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model with a label mass and activation maps beside its labels' outputs. */
class ModelOutputsTest {

    private static final int WIDTH = 32;
    private static final int HEIGHT = 24;
    private static final int ELEMENTS = 3 * HEIGHT * WIDTH;
    private static final int CELL = 8;

    @TempDir
    Path models;

    private CopiedPackage tinyMaps;

    @BeforeEach
    void copy() {
        tinyMaps = CopiedPackage.of("tiny-maps", models);
    }

    @Test
    void findsEachImagesOutputsInItsOwnResult() throws Exception {
        try (ServedModel served = load()) {
            OutputLayout layout = served.model().card().outputLayout();

            float[][] results = served.engine().run(redCells(2, 7), 2);

            for (int image = 0; image < 2; image++) {
                int redCell = image == 0 ? 2 : 7;
                float[] malignant = malignantMap(layout, results[image]);
                for (int cell = 0; cell < malignant.length; cell++) {
                    assertThat(malignant[cell]).isCloseTo(cell == redCell ? 2f : 0f, within(1e-6f));
                }
                // The outputs are the means of the maps and the bias; the mass is the sigmoid of the tensor's mean.
                assertThat(results[image][1]).isCloseTo(2f / 12 - 0.1f, within(1e-6f));
                assertThat(layout.labelMass(results[image]).orElseThrow())
                        .isCloseTo(1 / (1 + Math.exp(-2.0 / 36)), within(1e-6));
            }
        }
    }

    @Test
    void givesNeitherMassNorMapsWhereTheCardNamesNone() {
        OutputLayout layout = new OutputLayout(new ModelOutput("logits"), 2);

        assertThat(layout.size()).isEqualTo(2);
        assertThat(layout.labelMass(new float[2])).isEmpty();
        assertThat(layout.activationMaps(new float[2])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labelMass: label_mass|labelMass: mass|the graph has no output named mass, but",
                "name: activation_maps|name: maps|the graph has no output named maps, but",
                "rows: 3|rows: 4|the graph's output activation_maps is",
                "rows: 3|rows: 4|not float32 [-1, 2, 4, 4]",
                "labelMass: label_mass|labelMass: activation_maps|output must name different outputs",
                "rows: 3|rows: 0|output.activationMaps must have 1 to 128 rows and columns",
                "columns: 4|columns: 4, depth: 2|output.activationMaps.depth: Unrecognized field",
                "columns: 4, ||Cannot map `null` into type `int`",
                "method: cam|method: guess|output.activationMaps.method",
                ", method: cam||output.activationMaps.method",
                "labelMass:|mass:|output.mass: Unrecognized field",
            })
    void refusesACardWhoseOutputsAreNotTheGraphs(String from, String to, String reason) {
        tinyMaps.rewriteCard(from, to == null ? "" : to);

        assertThatThrownBy(this::load).isInstanceOf(ModelRefusedException.class).hasMessageContaining(reason);
    }

    private ServedModel load() {
        return ServedModel.load(
                tinyMaps.read(), new ImageLimits(1 << 20, 1 << 20), List.of(ExecutionProvider.CPU), provider -> 4);
    }

    private static float[] malignantMap(OutputLayout layout, float[] result) {
        float[] maps = layout.activationMaps(result);
        return Arrays.copyOfRange(maps, maps.length / 2, maps.length);
    }

    /** Tensors that are 0 but for one cell each, in which red is 2. */
    private static FloatBuffer redCells(int... cells) {
        FloatBuffer images = ByteBuffer.allocateDirect(cells.length * ELEMENTS * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        int columns = WIDTH / CELL;
        for (int image = 0; image < cells.length; image++) {
            int top = cells[image] / columns * CELL;
            int left = cells[image] % columns * CELL;
            for (int pixel = 0; pixel < CELL * CELL; pixel++) {
                int row = top + pixel / CELL;
                images.put(image * ELEMENTS + row * WIDTH + left + pixel % CELL, 2);
            }
        }
        return images;
    }
}
