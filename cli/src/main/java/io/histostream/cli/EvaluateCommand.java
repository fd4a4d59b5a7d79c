package io.histostream.cli;

import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.client.ResultsClient;
import io.histostream.cli.evaluation.EvaluationTable;
import io.histostream.cli.evaluation.LatestPredictions;
import io.histostream.cli.evaluation.Metric;
import io.histostream.cli.submit.DescriptionCsv;
import io.histostream.cli.submit.FolderScan;
import io.histostream.cli.submit.HashedImage;
import io.histostream.cli.submit.LocalImage;
import io.histostream.cli.terminal.Terminal;
import io.histostream.contracts.Names;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code histostream evaluate}: the service's predictions against labels that are known here. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Prints accuracy, F1 and AUC by model and magnification: the service's predictions against your labels.",
            "The images are known by their content, so file names and labels never leave this machine; only predictions "
                    + "come to it.",
            "Figures of images that a model was trained on say nothing; its card lists them. Research use only."
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final int READERS = 4;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "Folder of the images that were submitted (default: the folder of --csv).")
    private Path folder;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Labels, with a header: file, label; as for submit. Else from file names of the BreakHis data set.")
    private Path csv;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Only predictions of this data set.")
    private String dataset;

    @Option(names = "--model", paramLabel = "NAME", description = "Only predictions by this model.")
    private String model;

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            defaultValue = "malignant",
            description = "The label that F1 and AUC are about (default: ${DEFAULT-VALUE}).")
    private String positive;

    @Mixin
    private ServerOptions servers;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        Map<String, String> truth = truth(terminal);
        ResultsClient results = servers.results(new PatientHttp(servers.patience(), terminal::note));
        List<PredictionRow> rows =
                LatestPredictions.of(results.predictions(filters(), Integer.MAX_VALUE), truth.keySet());
        if (rows.isEmpty()) {
            throw CommandFailure.trouble("the service has no prediction of any of these images"
                    + (dataset == null ? "" : " in data set " + dataset));
        }
        warnOfOtherLabels(truth, rows, terminal);
        print(new EvaluationTable(truth, rows, positive), terminal);
        long images = rows.stream().map(PredictionRow::sha256).distinct().count();
        terminal.line(images + " of " + truth.size() + " labelled images have a prediction. Research use only.");
        return 0;
    }

    private Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        try {
            if (dataset != null) {
                filters.put("dataset", Names.datasetOrNull(dataset));
            }
            if (model != null) {
                filters.put("model", Names.requireModel(model));
            }
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage());
        }
        return filters;
    }

    private Map<String, String> truth(Terminal terminal) throws InterruptedException {
        if (folder == null && csv == null) {
            throw CommandFailure.usage("give the folder of the images, or --csv with their labels");
        }
        Path images = folder == null ? csv.toAbsolutePath().getParent() : folder;
        List<LocalImage> labelled = FolderScan.images(images, csv == null ? null : DescriptionCsv.read(csv)).stream()
                .filter(image -> image.description().label() != null)
                .toList();
        if (labelled.isEmpty()) {
            throw CommandFailure.usage("none of the images in " + images + " has a label");
        }
        Map<String, String> truth = new LinkedHashMap<>();
        for (HashedImage image : HashedImage.all(labelled, READERS, terminal)) {
            String label = image.image().description().label();
            String earlier = truth.putIfAbsent(image.sha256(), label);
            if (earlier != null && !earlier.equals(label)) {
                throw CommandFailure.usage("the same image is labelled " + earlier + " and " + label + ": "
                        + image.image().file());
            }
        }
        return truth;
    }

    private static void warnOfOtherLabels(Map<String, String> truth, List<PredictionRow> rows, Terminal terminal) {
        Set<String> predicted = rows.stream()
                .filter(PredictionRow::succeeded)
                .flatMap(PredictionRow::labels)
                .collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(truth.values());
        unknown.removeAll(predicted);
        if (!unknown.isEmpty() && !predicted.isEmpty()) {
            terminal.line("No model has the label " + String.join(", ", unknown) + ": such images count as wrong.");
        }
    }

    private void print(EvaluationTable table, Terminal terminal) {
        PrintWriter out = command.commandLine().getOut();
        for (Metric metric : Metric.values()) {
            table.table(metric).lines(terminal.glyph("─", "-")).forEach(out::println);
            out.println();
        }
        out.flush();
    }
}
