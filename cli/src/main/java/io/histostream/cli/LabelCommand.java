package io.histostream.cli;

import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.label.Labelled;
import io.histostream.cli.label.LabelledImages;
import io.histostream.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code histostream label}: what pathologists say of images. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description = {
            "Sends labels, against which `evaluate` holds the predictions. Sent twice, they change nothing.",
            "The images are known by their content, so no file name leaves this machine. Labels may come before the images "
                    + "that they are about."
        })
final class LabelCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE.csv|DIR",
            description =
                    "CSV with a header: file, sha256, image_id or name, and label or class. Or a folder of images "
                            + "with file names of the BreakHis data set.")
    private Path source;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Folder of the files that the CSV names, by path or by name (default: the folder of the CSV).")
    private Path folder;

    @Option(names = "--take-back", description = "An empty label takes back what was said; else the line is left out.")
    private boolean takeBack;

    @Mixin
    private LabelOptions options;

    @Mixin
    private ServerOptions servers;

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        Terminal terminal = Terminal.ofProcess();
        List<Labelled> labels = Files.isDirectory(source)
                ? LabelledImages.ofFolder(source, terminal)
                : LabelledImages.ofCsv(source, folder(), takeBack, terminal);
        options.put(labels, servers.labels(new PatientHttp(servers.patience(), terminal::note)), terminal);
        return 0;
    }

    private Path folder() {
        return folder == null ? source.toAbsolutePath().getParent() : folder;
    }
}
