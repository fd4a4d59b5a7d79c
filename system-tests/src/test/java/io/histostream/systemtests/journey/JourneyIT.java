package io.histostream.systemtests.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.client.ResultsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningSystem.Extension.class)
class JourneyIT {

    private static final List<String> MODELS = List.of("alexnet", "qwen2-vl", "resnet34", "smolvlm", "vgg19");

    private final RunningSystem system;

    JourneyIT(RunningSystem system) {
        this.system = system;
    }

    @Test
    void demonstratesOnGeneratedImages() {
        RunningSystem.Run demonstration = system.demonstration();

        assertThat(demonstration.exitCode()).isZero();
        assertThat(demonstration.output())
                .contains("40x", "100x", "200x", "400x", "Research use only")
                .contains("/evaluation?dataset=demo-", "/compare?dataset=demo-", "/images/");
        assertThat(MODELS)
                .allSatisfy(model -> assertThat(demonstration.output()).containsPattern(model + " +[01]\\.[0-9]{3} "));
    }

    @Test
    void printsTheStudysTableOfRealImages() {
        Path images = breakHis();
        assumeTrue(Files.isDirectory(images), "there is no " + images);
        RunningSystem.Run submission = system.run("submit", images.toString(), "--dataset", "study", "--labels");

        RunningSystem.Run evaluation = system.run("evaluate", "--dataset", "study", "--format", "markdown");

        assertThat(submission.exitCode()).isZero();
        assertThat(evaluation.exitCode()).isZero();
        assertThat(evaluation.output())
                .contains("| accuracy | 40x | 100x | 200x | 400x | all | images |", "48 of 48 images are labelled");
        assertThat(MODELS).allSatisfy(model -> assertThat(evaluation.output()).contains("| " + model + " 1.0.0 | "));
    }

    @Test
    void classifiesRealImagesUnderTheirSlidesAndMagnifications() throws IOException, InterruptedException {
        Path images = breakHis();
        assumeTrue(Files.isDirectory(images), "there is no " + images);

        RunningSystem.Run submission = system.run("submit", images.toString(), "--dataset", "breakhis");

        List<PredictionRow> rows = new ResultsClient(
                        new PatientHttp(Duration.ofSeconds(10), trouble -> {}),
                        system.ports().resultsUrl())
                .predictions(Map.of("dataset", "breakhis"), 1000);
        assertThat(submission.exitCode()).isZero();
        assertThat(rows).hasSize(MODELS.size() * 48).allMatch(PredictionRow::succeeded);
        Map<String, String> expected = expected(images.resolve("manifest.csv"));
        assertThat(MODELS).allSatisfy(model -> assertThat(rows.stream()
                        .filter(row -> row.model().equals(model))
                        .collect(Collectors.toMap(PredictionRow::sha256, JourneyIT::whereFrom)))
                .isEqualTo(expected));
    }

    private static Path breakHis() {
        String named = System.getenv("HISTOSTREAM_BREAKHIS");
        return named == null
                ? RunningSystem.REPOSITORY.resolve("../shared/data/breakhis").normalize()
                : Path.of(named);
    }

    private static String whereFrom(PredictionRow row) {
        return row.slideId() + " " + row.magnification().toPlainString();
    }

    // The manifest was made apart from the command: file,sha256,class,subtype,subtype_name,slide,magnification,…
    private static Map<String, String> expected(Path manifest) throws IOException {
        return Files.readAllLines(manifest).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(columns -> columns[1], columns -> columns[5] + " " + columns[6]));
    }
}
