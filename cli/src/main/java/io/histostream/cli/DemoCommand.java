package io.histostream.cli;

import io.histostream.cli.client.AcceptedBatch;
import io.histostream.cli.client.IngestClient;
import io.histostream.cli.client.LabelRequest;
import io.histostream.cli.client.LabelsClient;
import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.PredictionRow;
import io.histostream.cli.client.ResultsClient;
import io.histostream.cli.demo.GeneratedSlides;
import io.histostream.cli.local.Home;
import io.histostream.cli.local.LocalSystem;
import io.histostream.cli.local.Ports;
import io.histostream.cli.submit.LocalImage;
import io.histostream.cli.submit.Submission;
import io.histostream.cli.submit.SubmissionResult;
import io.histostream.cli.submit.SubmissionSettings;
import io.histostream.cli.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code histostream demo}: the whole journey on generated images, and a table of what came out. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the system where it is not up already, generates slides and labels, has the models classify them, "
                    + "and prints the study's table and where the pages are. Stays up until Ctrl-C.",
            "The images are generated and the models are demonstrations. Research use only."
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BATCH_SIZE = 40;
    private static final int UPLOADS_AT_ONCE = 4;
    private static final int MOST_IMAGES = 100_000;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "160",
            description = "How many images to generate (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "7",
            description = "What the images are generated from; the same seed makes the same images "
                    + "(default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--exit", description = "Stop everything after the table instead of staying up.")
    private boolean exit;

    @Mixin
    private HomeOptions options;

    @Mixin
    private ModelOptions models;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1 || count > MOST_IMAGES) {
            throw CommandFailure.usage("--images must be between 1 and " + MOST_IMAGES);
        }
        Terminal terminal = Terminal.ofProcess();
        Home home = options.home();
        terminal.line("Histostream " + Version.current() + ", a demonstration. Research use only.");
        Optional<Ports> running = home.runningPorts();
        if (running.isPresent()) {
            terminal.line("Using the system that runs at " + home.folder());
            return demonstrate(home, running.get(), terminal);
        }
        try (LocalSystem system = Startup.start(home, options.ports(), models, terminal)) {
            int exitCode = demonstrate(home, options.ports(), terminal);
            if (exit) {
                return exitCode;
            }
            Startup.describe(home, options.ports(), terminal);
            throw CommandFailure.trouble(system.death().join());
        }
    }

    private int demonstrate(Home home, Ports ports, Terminal terminal) throws InterruptedException {
        List<LocalImage> images = new GeneratedSlides(home.demo(), seed).images(count, terminal);
        PatientHttp http = new PatientHttp(PATIENCE, terminal::note);
        IngestClient ingest = new IngestClient(http, ports.ingestUrl());
        ResultsClient results = new ResultsClient(http, ports.resultsUrl());
        SubmissionSettings settings = new SubmissionSettings(
                ingest.address().toString(),
                dataset(),
                List.of(),
                true,
                BATCH_SIZE,
                UPLOADS_AT_ONCE,
                null,
                home.submissions());
        SubmissionResult submission = new Submission(ingest, settings, terminal).submit(images);
        label(submission, new LabelsClient(http, ports.resultsUrl()));
        int exitCode = new SubmissionReport(terminal, submission).await(results, PATIENCE);
        List<PredictionRow> rows = predictions(submission, results);
        DemoReport report = new DemoReport(command.commandLine().getOut(), terminal);
        report.table(results.evaluation(Map.of("dataset", settings.dataset(), "contaminated", "report")), rows, seed);
        report.pages(settings.dataset(), rows, results.address());
        return exitCode;
    }

    private static String dataset() {
        return "demo-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .format(Instant.now().atOffset(ZoneOffset.UTC));
    }

    private static void label(SubmissionResult submission, LabelsClient client) throws InterruptedException {
        List<LabelRequest.Label> labels = submission.images().entrySet().stream()
                .map(image -> LabelRequest.Label.of(
                        image.getKey(), image.getValue().description().label()))
                .toList();
        try {
            client.put("generator", Map.of(), labels);
        } catch (LabelsClient.Refused refused) {
            throw CommandFailure.trouble("the labels were refused: " + refused.getMessage(), refused);
        }
    }

    private static List<PredictionRow> predictions(SubmissionResult submission, ResultsClient results)
            throws InterruptedException {
        List<PredictionRow> rows = new ArrayList<>();
        for (AcceptedBatch batch : submission.batches()) {
            rows.addAll(results.predictions(Map.of("batch", batch.batchId()), Integer.MAX_VALUE));
        }
        return rows;
    }
}
