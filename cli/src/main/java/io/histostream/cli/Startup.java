package io.histostream.cli;

import io.histostream.cli.local.Home;
import io.histostream.cli.local.LocalOptions;
import io.histostream.cli.local.LocalSystem;
import io.histostream.cli.local.Ports;
import io.histostream.cli.local.StartupListener;
import io.histostream.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Starts a local system and says on the terminal how that goes. */
final class Startup {

    private Startup() {}

    /** A system that is ready; it also stops when this process is asked to end. */
    static LocalSystem start(Home home, Ports ports, ModelOptions models, Terminal terminal)
            throws InterruptedException {
        LocalOptions options = LocalOptions.of(home, ports, HomeOptions.repository(), models.folder(), models.names())
                .withWorkerPerModel(models.workerPerModel());
        LocalSystem system = new LocalSystem(options, new Narrator(terminal));
        Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop-local-system"));
        try {
            system.start();
            return system;
        } catch (CommandFailure | InterruptedException e) {
            system.close();
            throw e;
        }
    }

    /** Where to find what runs. */
    static void describe(Home home, Ports ports, Terminal terminal) {
        terminal.line("");
        terminal.line("  Results page  " + ports.resultsUrl());
        terminal.line("  Ingest        " + ports.ingestUrl());
        terminal.line("  Logs          " + home.logs());
        terminal.line("");
        terminal.line("Up. Ctrl-C stops everything.");
    }

    private record Narrator(Terminal terminal) implements StartupListener {

        @Override
        public void swept(List<String> names) {
            terminal.line("Stopped what an earlier run had left: " + String.join(", ", names));
        }

        @Override
        public void ready(String name, Duration took) {
            String tick = terminal.glyph("✓", "ok");
            terminal.line(String.format(Locale.ROOT, "  %s %-24s %4.1f s", tick, name, took.toMillis() / 1000.0));
        }

        @Override
        public void stopping(String name) {
            terminal.endProgress();
            terminal.line("Stopping " + name);
        }

        @Override
        public void killed(String name) {
            terminal.line("  " + name + " did not stop in time and was killed");
        }
    }
}
