package io.histostream.cli;

import io.histostream.cli.client.IngestClient;
import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.ResultsClient;
import io.histostream.cli.submit.DescriptionCsv;
import io.histostream.cli.submit.FolderScan;
import io.histostream.cli.submit.LocalImage;
import io.histostream.cli.submit.Submission;
import io.histostream.cli.submit.SubmissionResult;
import io.histostream.cli.submit.SubmissionSettings;
import io.histostream.cli.terminal.Terminal;
import io.histostream.contracts.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code histostream submit}: a folder of images becomes batches. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Uploads the PNG, JPEG and TIFF images below a folder and posts them in batches.",
            "Patient, slide and magnification come from --csv, or from file names of the BreakHis data set. Neither file "
                    + "names nor, without --labels, labels leave this machine.",
            "Interrupted, it goes on where it was when it is started again. The same images are never counted twice."
        })
final class SubmitCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Folder of images; folders in it are searched too.")
    private Path folder;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Descriptions, with a header: file, and any of patient, specimen, slide, magnification, label, "
                            + "name (your own name of the image, a pseudonym). A file is named by its path below DIR or "
                            + "by its name.")
    private Path csv;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Name under which the results are kept together.")
    private String dataset;

    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            description = "Models to ask, separated by commas (default: all in service).")
    private final List<String> models = new ArrayList<>();

    @Option(
            names = "--activation-maps",
            description =
                    "Ask for heat maps: where in each image a model sees its label. Models without them give none.")
    private boolean activationMaps;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "500",
            description = "Most images in a batch (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Uploads at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--round",
            paramLabel = "NAME",
            description =
                    "Post images once more that were posted already, for example after another version of a model "
                            + "was put into service. Within a round, nothing is posted twice.")
    private String round;

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait for the predictions (default); --no-wait ends when the batches are accepted.")
    private boolean wait;

    @Option(names = "--labels", description = "Send the labels too, as `label` does.")
    private boolean sendLabels;

    @Mixin
    private LabelOptions labels;

    @Mixin
    private ServerOptions servers;

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        labels.check();
        Terminal terminal = Terminal.ofProcess();
        PatientHttp http = new PatientHttp(servers.patience(), terminal::note);
        IngestClient ingest = servers.ingest(http);
        List<LocalImage> images = scan(terminal);
        SubmissionResult result = submit(ingest, images, terminal);
        SubmissionReport report = new SubmissionReport(terminal, result);
        report.accepted(images.size());
        if (sendLabels) {
            labels.put(result, servers.labels(http), terminal);
        }
        if (!wait) {
            return result.rejected().isEmpty() ? 0 : CommandFailure.IMAGES_FAILED;
        }
        ResultsClient results = servers.results(http);
        return report.await(results, servers.patience());
    }

    private SubmissionResult submit(IngestClient ingest, List<LocalImage> images, Terminal terminal)
            throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!ended.get()) {
                terminal.endProgress();
                terminal.line("Interrupted. The same command goes on where this one was.");
            }
        }));
        try {
            return new Submission(ingest, settings(ingest), terminal).submit(images);
        } finally {
            ended.set(true);
        }
    }

    private void checkOptions() {
        try {
            Names.datasetOrNull(dataset);
            models.forEach(Names::requireModel);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage());
        }
        if (batchSize < 1 || parallel < 1 || parallel > 64) {
            throw CommandFailure.usage("--batch-size must be at least 1 and --parallel between 1 and 64");
        }
    }

    private List<LocalImage> scan(Terminal terminal) {
        DescriptionCsv descriptions = csv == null ? null : DescriptionCsv.read(csv);
        List<LocalImage> images = FolderScan.images(folder, descriptions);
        if (descriptions != null && !descriptions.ignoredColumns().isEmpty()) {
            terminal.line("Not used of " + csv + ": "
                    + String.join(
                            ", ",
                            descriptions.ignoredColumns().stream().sorted().toList()));
        }
        long undescribed = images.stream()
                .filter(image -> image.description().magnification() == null)
                .count();
        if (undescribed > 0) {
            terminal.line(undescribed + " of " + images.size() + " images have no known magnification.");
        }
        return images;
    }

    private SubmissionSettings settings(IngestClient ingest) {
        Path notes = servers.local().home().submissions();
        return new SubmissionSettings(
                ingest.address().toString(), dataset, models, activationMaps, batchSize, parallel, round, notes);
    }
}
