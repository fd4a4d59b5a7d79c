package io.histostream.cli;

import io.histostream.cli.local.Home;
import io.histostream.cli.local.Ports;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a local system keeps its state, and on which ports it listens. */
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder of all local state (default: HISTOSTREAM_HOME, else .histostream in the repository).")
    private Path home;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "First of the local ports: results PORT, ingest PORT+1, inference PORT+2, Kafka PORT+3 and "
                    + "PORT+4, PostgreSQL PORT+5 (default: " + Ports.DEFAULT_BASE + ").")
    private Integer portBase;

    Home home() {
        if (home != null) {
            return new Home(home);
        }
        String named = System.getenv("HISTOSTREAM_HOME");
        return new Home(named == null || named.isBlank() ? repository().resolve(".histostream") : Path.of(named));
    }

    /** The ports asked for, or the default ones. */
    Ports ports() {
        return new Ports(portBase == null ? Ports.DEFAULT_BASE : portBase);
    }

    /** The ports of the system that runs at this home, unless others are asked for. */
    Ports portsInUse() {
        return portBase == null ? home().runningPorts().orElseGet(this::ports) : ports();
    }

    /** The folder that holds the services and the models. */
    static Path repository() {
        return Path.of(System.getProperty("histostream.root", "")).toAbsolutePath();
    }
}
