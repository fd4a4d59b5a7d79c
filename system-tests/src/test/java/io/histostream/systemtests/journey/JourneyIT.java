package io.histostream.systemtests.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.histostream.cli.Histostream;
import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.client.ResultsClient;
import io.histostream.cli.local.Home;
import io.histostream.cli.local.LocalOptions;
import io.histostream.cli.local.LocalSystem;
import io.histostream.cli.local.Ports;
import io.histostream.cli.local.StartupListener;
import io.histostream.devstack.FreePorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneyIT {

    private static final Path REPOSITORY = Path.of(System.getProperty("histostream.root", ".."));
    private static final List<String> MODELS = List.of("alexnet", "qwen2-vl", "resnet34", "smolvlm", "vgg19");

    @TempDir
    private static Path folder;

    private static Ports ports;
    private static LocalSystem system;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void start() throws InterruptedException {
        ports = new Ports(Math.min(FreePorts.find(1)[0], 60_000));
        LocalOptions options = LocalOptions.of(new Home(folder.resolve("home")), ports, REPOSITORY)
                .notDurable();
        system = new LocalSystem(options, StartupListener.SILENT);
        system.start();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void demonstratesOnGeneratedImages() {
        assertThat(run("demo", "--images", "16")).isZero();

        assertThat(out.toString()).contains("40x", "100x", "200x", "400x", "Research use only");
        assertThat(MODELS)
                .allSatisfy(model -> assertThat(out.toString()).containsPattern(model + " +[01]\\.[0-9]{3} "));
        assertThat(out.toString()).contains("/evaluation?dataset=demo-", "/compare?dataset=demo-", "/images/");
    }

    @Test
    void printsTheStudysTableOfRealImages() {
        Path images = breakHis();
        assumeTrue(Files.isDirectory(images), "there is no " + images);
        assertThat(run("submit", images.toString(), "--dataset", "study", "--labels"))
                .isZero();

        assertThat(run("evaluate", "--dataset", "study", "--format", "markdown"))
                .isZero();

        assertThat(out.toString())
                .contains("| accuracy | 40x | 100x | 200x | 400x | all | images |", "48 of 48 images are labelled");
        assertThat(MODELS).allSatisfy(model -> assertThat(out.toString()).contains("| " + model + " 1.0.0 | "));
    }

    @Test
    void classifiesRealImagesUnderTheirSlidesAndMagnifications() throws IOException, InterruptedException {
        Path images = breakHis();
        assumeTrue(Files.isDirectory(images), "there is no " + images);

        assertThat(run("submit", images.toString(), "--dataset", "breakhis")).isZero();

        List<PredictionRow> rows = new ResultsClient(
                        new PatientHttp(Duration.ofSeconds(10), trouble -> {}), ports.resultsUrl())
                .predictions(Map.of("dataset", "breakhis"), 1000);
        assertThat(rows).hasSize(MODELS.size() * 48).allMatch(PredictionRow::succeeded);
        Map<String, String> expected = expected(images.resolve("manifest.csv"));
        assertThat(MODELS).allSatisfy(model -> assertThat(rows.stream()
                        .filter(row -> row.model().equals(model))
                        .collect(Collectors.toMap(PredictionRow::sha256, JourneyIT::whereFrom)))
                .isEqualTo(expected));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        return Histostream.commandLine().setOut(new PrintWriter(out)).execute(all.toArray(String[]::new));
    }

    private static Path breakHis() {
        String named = System.getenv("HISTOSTREAM_BREAKHIS");
        return named == null ? REPOSITORY.resolve("../shared/data/breakhis").normalize() : Path.of(named);
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
