package io.histostream.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.inference.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepositoryModelsTest {

    private static final Path MODELS = Path.of(System.getProperty("histostream.root"), "models");

    @ParameterizedTest
    @MethodSource("packages")
    void reproducesItsGoldenImagesInEveryVariant(Path folder) {
        ModelPackage model = ModelPackage.read(folder);
        List<String> variants = new ArrayList<>(model.card().variants().keySet());
        variants.add(ModelVariant.FP32);

        for (String variant : variants) {
            try (ServedModel served = ServedModel.load(
                    model,
                    new ImageLimits(1 << 26, 40_000_000),
                    List.of(ExecutionProvider.CPU),
                    provider -> 4,
                    Optional.of(variant))) {
                assertThat(served.provider()).isEqualTo(ExecutionProvider.CPU);
            }
        }
    }

    /** {@code models/<name>/<version>}; what a benchmark has built deeper down is not of the repository. */
    static List<Path> packages() throws IOException {
        try (Stream<Path> paths = Files.walk(MODELS, 2)) {
            return paths.filter(path -> Files.isRegularFile(path.resolve(ModelPackage.CARD_FILE)))
                    .toList();
        }
    }
}
