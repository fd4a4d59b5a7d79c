package io.histostream.benchmarks;

import io.histostream.cli.local.Home;
import io.histostream.cli.local.LocalOptions;
import io.histostream.cli.local.LocalSystem;
import io.histostream.cli.local.ModelsFolder;
import io.histostream.cli.local.Ports;
import io.histostream.cli.local.StartupListener;
import io.histostream.inference.image.ImageLimits;
import io.histostream.inference.image.Preprocessor;
import io.histostream.inference.model.ModelFolder;
import io.histostream.inference.model.ModelPackage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Compares the whole pipeline, from the posted batch to the committed row, with {@link BareLoop}s of the same model in
 * the same run, in turn, several times; then measures latency, ingest, rows per second and memory.
 */
@CommandLine.Command(name = "pipeline-benchmark", mixinStandardHelpOptions = true)
public final class PipelineBenchmark implements Callable<Integer> {

    @Option(names = "--repository", description = "folder of the built services", defaultValue = ".")
    Path repository;

    @Option(names = "--home", description = "state; must be empty or absent", required = true)
    Path home;

    @Option(names = "--models", description = "folder of model packages", required = true)
    Path models;

    @Option(names = "--model", description = "the model to serve", defaultValue = "resnet34-full")
    String model;

    @Option(names = "--images", description = "images of a batch", defaultValue = "1000")
    int images;

    @Option(names = "--rounds", description = "comparisons", defaultValue = "5")
    int rounds;

    @Option(names = "--seconds", description = "length of one bare loop", defaultValue = "12")
    int seconds;

    @Option(names = "--threads", description = "concurrent runs of a bare loop", defaultValue = "2")
    int threads;

    @Option(names = "--batch", description = "batch size of a bare loop; the worker's, to be fair", defaultValue = "4")
    int batch;

    @Option(names = "--port-base", defaultValue = "29080")
    int portBase;

    private final Report report = new Report();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PipelineBenchmark())
                // The script around it has a folder of models of its own.
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Picture> pictures = Picture.generate(images);
        List<byte[]> bytes = pictures.stream().map(Picture::png).toList();
        ModelPackage served = new ModelFolder(models).read(model, Optional.empty());
        Preprocessor preprocessor = new Preprocessor(served.card().preprocessing(), new ImageLimits(1 << 26, 1 << 26));
        Path graph = served.graph(Optional.empty()).file();
        try (LocalSystem system = new LocalSystem(options(), StartupListener.SILENT);
                BareLoop bare = new BareLoop(graph, preprocessor, bytes, threads, batch)) {
            system.start();
            PipelineClient client = new PipelineClient(system.ingest().uri());
            try (CommittedRows rows = new CommittedRows(
                    system.servers().jdbcUrl(), system.servers().databaseUser())) {
                ingest(client, pictures);
                compare(client, rows, bare, pictures);
                latency(client, rows, pictures, graph, preprocessor);
            }
            RowThroughput.measure(system.servers(), report);
            Memory.measure(List.of(system.ingest(), system.inference(model), system.results()), report);
        }
        report.print(System.out);
        return 0;
    }

    private LocalOptions options() {
        return LocalOptions.of(
                new Home(home), new Ports(portBase), repository, new ModelsFolder(models), List.of(model));
    }

    private void ingest(PipelineClient client, List<Picture> pictures) throws Exception {
        long start = System.nanoTime();
        for (Picture picture : pictures) {
            client.upload(picture);
        }
        report.add("ingest, one connection, durable", "%.0f images/s", perSecond(pictures.size(), start));
    }

    private void compare(PipelineClient client, CommittedRows rows, BareLoop bare, List<Picture> pictures)
            throws Exception {
        // Compilers of both sides shall have done their work before anything counts.
        pipeline(client, rows, pictures);
        bare.decodeAndRun(Duration.ofSeconds(seconds));
        List<Double> runOnly = new ArrayList<>();
        List<Double> decodeAndRun = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        List<Double> ofRunOnly = new ArrayList<>();
        List<Double> ofDecodeAndRun = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            runOnly.add(bare.runOnly(Duration.ofSeconds(seconds)));
            double before = bare.decodeAndRun(Duration.ofSeconds(seconds));
            whole.add(pipeline(client, rows, pictures));
            double after = bare.decodeAndRun(Duration.ofSeconds(seconds));
            runOnly.add(bare.runOnly(Duration.ofSeconds(seconds)));
            decodeAndRun.add(before);
            decodeAndRun.add(after);
            // The loops stand on both sides of the pipeline, so that a drift of the machine cancels out.
            ofDecodeAndRun.add(2 * whole.get(round) / (before + after));
            ofRunOnly.add(2 * whole.get(round) / (runOnly.get(2 * round) + runOnly.get(2 * round + 1)));
            System.out.printf(
                    "round %d: pipeline %.1f images/s, %.3f of decode+resize+run, %.3f of run%n",
                    round + 1, whole.get(round), ofDecodeAndRun.get(round), ofRunOnly.get(round));
        }
        report.add("bare loop: run", "%.1f images/s", Figures.median(runOnly));
        report.add("bare loop: decode, resize, run", "%.1f images/s", Figures.median(decodeAndRun));
        report.add("pipeline: posted batch to committed row", "%.1f images/s", Figures.median(whole));
        report.add("pipeline ÷ (decode, resize, run)", "%.3f", Figures.median(ofDecodeAndRun));
        report.add("pipeline ÷ (run)", "%.3f", Figures.median(ofRunOnly));
    }

    private double pipeline(PipelineClient client, CommittedRows rows, List<Picture> pictures) throws Exception {
        long start = System.nanoTime();
        rows.await(client.post(model, pictures), pictures.size(), Duration.ofMillis(50));
        return perSecond(pictures.size(), start);
    }

    private void latency(
            PipelineClient client, CommittedRows rows, List<Picture> pictures, Path graph, Preprocessor preprocessor)
            throws Exception {
        List<Double> whole = new ArrayList<>();
        for (Picture picture : pictures.subList(0, Math.min(200, pictures.size()))) {
            long start = System.nanoTime();
            rows.await(client.post(model, List.of(picture)), 1, Duration.ofMillis(1));
            whole.add((System.nanoTime() - start) / 1e6);
        }
        List<byte[]> bytes = pictures.stream().map(Picture::png).toList();
        double bare;
        try (BareLoop single = new BareLoop(graph, preprocessor, bytes, 1, 1)) {
            bare = 1000 / single.decodeAndRun(Duration.ofSeconds(seconds));
        }
        report.add("a single image at low load, decode+resize+run alone", "%.1f ms", bare);
        report.add("added to it by the pipeline, p50", "%.1f ms", Figures.median(whole) - bare);
        report.add("added to it by the pipeline, p99", "%.1f ms", Figures.percentile(whole, 99) - bare);
    }

    private static double perSecond(int count, long start) {
        return count * 1e9 / (System.nanoTime() - start);
    }
}
