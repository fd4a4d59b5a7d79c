package io.histostream.cli;

import io.histostream.cli.local.Home;
import io.histostream.cli.local.LocalSystem;
import io.histostream.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code histostream up}: the whole system on this machine, until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts Kafka, PostgreSQL and the three services on this machine, without Docker, and stops them at Ctrl-C.",
            "What was posted stays in the home folder and is there again at the next start."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    private HomeOptions options;

    @Mixin
    private ModelOptions models;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        Home home = options.home();
        terminal.line("Histostream " + Version.current() + ", research use only");
        try (LocalSystem system = Startup.start(home, options.ports(), models, terminal)) {
            Startup.describe(home, options.ports(), terminal);
            throw CommandFailure.trouble(system.death().join());
        }
    }
}
