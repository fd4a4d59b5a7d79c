package io.histostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.cli.evaluation.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvaluateCommandTest {

    private static final String CLEAN = "\"leakGuard\":{\"state\":\"clean\",\"patients\":0}";
    private static final String REFUSED = "\"leakGuard\":{\"state\":\"refused\",\"patients\":3}";

    private FakeServer server;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void printsTheStudysMetricsByModelAndMagnification() {
        answer(row("40", CLEAN, "0.896"), row("null", CLEAN, "0.901"));

        assertThat(evaluate()).isZero();

        assertThat(out.toString().lines())
                .contains("accuracy        40x        all  images", "resnet34      0.896      0.901      48")
                .anyMatch(line -> line.matches("1\\.0\\.0     \\.812[-–]1\\.00  \\.812[-–]1\\.00"));
        assertThat(out.toString())
                .contains("precision", "recall", "F1", "AUC", "Research use only")
                .containsPattern("95%, 1000 bootstrap resamples by patient, seed 20260101");
    }

    @Test
    void isNeverWiderThanATerminal() {
        answer(
                row("40", CLEAN, "0.896"),
                row("100", CLEAN, "0.896"),
                row("200", CLEAN, "0.896"),
                row(
                        "400",
                        "\"leakGuard\":{\"state\":\"contaminated\",\"patients\":3,\"detail\":\"" + "word ".repeat(40)
                                + "\"}",
                        "1"),
                row("null", CLEAN, "0.901"));

        evaluate("--contaminated", "report");

        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void asksTheServerAsTheCommandLineSays() {
        answer(row("40", CLEAN, "0.896"));

        evaluate(
                "--model",
                "resnet34",
                "--model-version",
                "1.0.0",
                "--magnification",
                "40x",
                "--level",
                "patient",
                "--contaminated",
                "exclude");

        assertThat(server.requests.get(0))
                .startsWith(
                        "GET /v1/evaluations?dataset=spring&model=resnet34&version=1.0.0&magnification=40&level=patient"
                                + "&contaminated=exclude ");
        assertThat(out.toString()).contains("patients");
    }

    @Test
    void saysOnEveryOutputThatAFigureIsContaminated() {
        answer(row(
                "40",
                "\"leakGuard\":{\"state\":\"contaminated\",\"patients\":3,\"detail\":\"trained on 3 of them\"}",
                "0.999"));

        assertThat(evaluate("--contaminated", "report")).isZero();
        assertThat(out.toString()).contains("0.999*", "* CONTAMINATED: resnet34 1.0.0: trained on 3 of them");

        evaluate("--contaminated", "report", "--format", "markdown");
        assertThat(out.toString())
                .contains(
                        "| resnet34 1.0.0 | 0.999 (0.812–1.000) contaminated | 48 |",
                        "\\* CONTAMINATED: resnet34 1.0.0");
    }

    @Test
    void endsWithOneWhereAModelHasNoFigureThatMayBeSaid() {
        answer(row("resnet34", "1.0.0", "40", REFUSED, ""));

        assertThat(evaluate("--metric", "accuracy")).isEqualTo(1);

        assertThat(out.toString())
                .contains("refused", "REFUSED: resnet34 1.0.0: it was trained on 3 of these patients.");
    }

    @Test
    void saysWhyAFigureIsUndefined() {
        answer(row(
                "resnet34",
                "1.0.0",
                "40",
                CLEAN,
                ",\"metrics\":{\"recall\":{\"undefined\":\"no image of the positive class\"},"
                        + "\"auc\":{\"value\":0.5,\"noInterval\":\"one patient\"}}"));

        assertThat(evaluate("--metric", "recall,auc")).isZero();

        assertThat(out.toString())
                .contains("undefined", "Undefined: recall: no image of the positive class (resnet34 40x)")
                .contains("No interval: AUC: one patient (resnet34 40x)")
                .doesNotContain("0.000", "NaN");
    }

    @Test
    void showsTheSpreadOverFolds() {
        answer(
                row(
                        "lab",
                        "1.0.0",
                        "null",
                        CLEAN,
                        ",\"metrics\":{\"accuracy\":{\"value\":0.9,\"low\":0.8,\"high\":0.95}},"
                                + "\"crossValidated\":true,\"folds\":{\"count\":5,\"mean\":{\"accuracy\":{\"value\":0.9}},"
                                + "\"standardDeviation\":{\"accuracy\":{\"value\":0.0123}}}"),
                row("lab", "1.0.0-fold0", "null", REFUSED, ""));

        assertThat(evaluate("--metric", "accuracy")).isZero();

        assertThat(out.toString().lines()).anyMatch(line -> line.matches("5 folds +\\.900(±|\\+-)\\.012"));
        assertThat(out.toString()).doesNotContain("fold0");
    }

    @Test
    void tellsWhyTheServerRefuses() {
        server.evaluationStatus = 409;
        server.evaluation = "{\"code\":\"CONTAMINATED\",\"title\":\"Trained on these patients\"}";

        assertThat(evaluate("--model", "resnet34")).isEqualTo(1);

        assertThat(errors.toString()).contains("CONTAMINATED: Trained on these patients");
    }

    private void answer(String... rows) {
        server.evaluation = evaluation(rows);
    }

    private static String evaluation(String... rows) {
        return "{\"dataset\":\"spring\",\"positiveLabel\":\"malignant\",\"level\":\"image\",\"images\":192,\"labelled\":190,"
                + "\"bootstrap\":{\"resamples\":1000,\"seed\":20260101,\"unit\":\"patient\",\"confidence\":0.95},\"rows\":["
                + String.join(",", rows) + "]}";
    }

    private static String row(String magnification, String leakGuard, String value) {
        String figure = "{\"value\":" + value + ",\"low\":0.812,\"high\":1.0}";
        String metrics = Metric.STUDY.stream()
                .map(metric -> "\"" + metric.key() + "\":" + figure)
                .collect(Collectors.joining(",", ",\"metrics\":{", "}"));
        return row("resnet34", "1.0.0", magnification, leakGuard, metrics);
    }

    private static String row(String model, String version, String magnification, String leakGuard, String more) {
        return "{\"model\":\"" + model + "\",\"version\":\"" + version + "\",\"magnification\":" + magnification + ","
                + leakGuard + ",\"images\":48,\"patients\":16,\"failed\":0,\"missing\":0" + more
                + (more.contains("crossValidated") ? "" : ",\"crossValidated\":false") + "}";
    }

    private int evaluate(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("evaluate", "--dataset", "spring", "--results-url=" + server.address()));
        arguments.addAll(List.of(more));
        return Histostream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments.toArray(String[]::new));
    }
}
