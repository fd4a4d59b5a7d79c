package io.histostream.cli;

import io.histostream.cli.client.Evaluation;
import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.ResultsClient;
import io.histostream.cli.evaluation.Metric;
import io.histostream.cli.evaluation.StudyMarkdown;
import io.histostream.cli.evaluation.StudyNotes;
import io.histostream.cli.evaluation.StudyTable;
import io.histostream.cli.terminal.Paragraph;
import io.histostream.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code histostream evaluate}: the study's table, as the results service computes it. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the study's table: predictions against the labels that `label` has sent, models by magnifications, "
                    + "with confidence intervals.",
            "Models are not judged by patients that they have learnt from: such figures are refused, and where "
                    + "a model has no others the exit code is 1. --contaminated says otherwise.",
            "Research use only."
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final int WIDTH = 80;

    /** What standard output gets. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        MARKDOWN
    }

    @Mixin
    private EvaluationOptions evaluated;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            split = ",",
            description = "What a table or Markdown shows, separated by commas, of: " + Metric.NAMES
                    + " (default: accuracy, precision, recall, f1, auc). csv and json have all of them.")
    private final List<String> metrics = new ArrayList<>();

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "One of table, csv, json, markdown (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private ServerOptions servers;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException, IOException {
        List<Metric> shown = shown();
        Map<String, String> query = evaluated.query();
        Terminal terminal = Terminal.ofProcess();
        ResultsClient results = servers.results(new PatientHttp(servers.patience(), terminal::note));
        return switch (format) {
            case TABLE -> printTables(results.evaluation(query).withoutRefusedFolds(), shown, terminal);
            case MARKDOWN -> printMarkdown(results.evaluation(query).withoutRefusedFolds(), shown);
            case CSV -> copy(results.export("evaluations", query, "text/csv"));
            case JSON -> copy(results.export("evaluations", query, "application/json"));
        };
    }

    private List<Metric> shown() {
        try {
            return metrics.isEmpty()
                    ? Metric.STUDY
                    : metrics.stream().map(Metric::of).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage());
        }
    }

    private int printTables(Evaluation evaluation, List<Metric> shown, Terminal terminal) {
        PrintWriter out = command.commandLine().getOut();
        StudyTable study = new StudyTable(evaluation, terminal);
        for (Metric metric : shown) {
            study.of(metric, evaluated.counted())
                    .lines(terminal.glyph("─", "-"))
                    .forEach(out::println);
            out.println();
        }
        for (String note : new StudyNotes(evaluation).below(shown)) {
            Paragraph.lines(note, WIDTH).forEach(out::println);
        }
        out.flush();
        return exitCode(evaluation);
    }

    private int printMarkdown(Evaluation evaluation, List<Metric> shown) {
        PrintWriter out = command.commandLine().getOut();
        new StudyMarkdown(evaluation).lines(shown, evaluated.counted()).forEach(out::println);
        out.flush();
        return exitCode(evaluation);
    }

    private static int exitCode(Evaluation evaluation) {
        return evaluation.refusesAModel() ? CommandFailure.IMAGES_FAILED : 0;
    }

    private static int copy(InputStream answer) throws IOException {
        try (answer) {
            answer.transferTo(System.out);
        }
        System.out.flush();
        return 0;
    }
}
