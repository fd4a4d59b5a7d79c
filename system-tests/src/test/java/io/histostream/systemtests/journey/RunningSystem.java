package io.histostream.systemtests.journey;

import io.histostream.cli.Histostream;
import io.histostream.cli.local.Home;
import io.histostream.cli.local.LocalOptions;
import io.histostream.cli.local.LocalSystem;
import io.histostream.cli.local.Ports;
import io.histostream.cli.local.StartupListener;
import io.histostream.devstack.FreePorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One system with the demonstration's images in it, started for the first test that wants it and stopped after the last. */
final class RunningSystem implements AutoCloseable {

    /** What a command printed, and how it ended. */
    record Run(int exitCode, String output) {}

    /** Gives tests the system. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningSystem.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(RunningSystem.class))
                    .getOrComputeIfAbsent(RunningSystem.class, type -> new RunningSystem(), RunningSystem.class);
        }
    }

    static final Path REPOSITORY = Path.of(System.getProperty("histostream.root", ".."));

    private final Path folder;
    private final Ports ports;
    private final LocalSystem system;
    private final Run demonstration;

    private RunningSystem() {
        try {
            folder = Files.createTempDirectory("histostream-journey");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ports = new Ports(Math.min(FreePorts.find(1)[0], 60_000));
        LocalOptions options = LocalOptions.of(new Home(folder.resolve("home")), ports, REPOSITORY)
                .notDurable();
        system = new LocalSystem(options, StartupListener.SILENT);
        try {
            system.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        demonstration = run("demo", "--images", "64");
    }

    Ports ports() {
        return ports;
    }

    /** What {@code histostream demo} printed. */
    Run demonstration() {
        return demonstration;
    }

    /** The generated images. */
    Path demonstrationImages() {
        return new Home(folder.resolve("home")).demo();
    }

    /** Runs the {@code histostream} command against this system. */
    Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        StringWriter out = new StringWriter();
        int exitCode = Histostream.commandLine().setOut(new PrintWriter(out)).execute(all.toArray(String[]::new));
        return new Run(exitCode, out.toString());
    }

    @Override
    public void close() {
        system.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
