package io.histostream.cli;

import io.histostream.cli.client.BatchProgress;
import io.histostream.cli.client.BatchWatcher;
import io.histostream.cli.client.PatientHttp;
import io.histostream.cli.client.ResultsClient;
import io.histostream.cli.terminal.ProgressBar;
import io.histostream.cli.terminal.Terminal;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code histostream watch}: a batch until its last job is done. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows how far a batch has come until its last job is done.")
final class WatchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "BATCH", description = "The batch's id, as submit printed it.")
    private UUID batch;

    @Mixin
    private ServerOptions servers;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ResultsClient results = servers.results(new PatientHttp(servers.patience(), terminal::note));
        BatchProgress end;
        try (ProgressBar bar = new ProgressBar(terminal, "Classifying", 0)) {
            end = new BatchWatcher(results, servers.firstSight())
                    .watch(
                            batch.toString(),
                            now -> bar.update(now.jobs().done(), now.jobs().total()));
        }
        terminal.line(end.jobs().succeeded() + " of " + end.jobs().total() + " jobs succeeded"
                + (end.jobs().failed() == 0 ? "" : ", " + end.jobs().failed() + " failed") + ". Research use only.");
        return end.jobs().failed() == 0 ? 0 : CommandFailure.IMAGES_FAILED;
    }
}
