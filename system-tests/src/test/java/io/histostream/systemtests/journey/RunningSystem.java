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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(5);

    static final Path REPOSITORY = Path.of(System.getProperty("histostream.root", ".."));

    private final Path folder;
    private final Ports ports;
    private final LocalSystem system;
    private final Run demonstration;

    private RunningSystem() {
        // Its logs stay there: a run that failed somewhere else can only be understood by them.
        folder = REPOSITORY
                .resolve("system-tests/target/journey")
                .toAbsolutePath()
                .normalize();
        empty(folder);
        ports = new Ports(FreePorts.find(16)[0]);
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

    /**
     * Runs the {@code histostream} command against this system.
     *
     * @throws AssertionError when a part of the system dies or the command takes too long, with what every part was doing
     */
    Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        StringWriter out = new StringWriter();
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread command = new Thread(
                () -> exitCode.complete(
                        Histostream.commandLine().setOut(new PrintWriter(out)).execute(all.toArray(String[]::new))),
                "histostream " + arguments[0]);
        command.setDaemon(true);
        command.start();
        try {
            CompletableFuture.anyOf(exitCode, system.death()).get(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("still running: " + all + "\n" + Postmortem.of(system, folder.resolve("home")), e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (system.death().isDone()) {
            throw new AssertionError(system.death().join());
        }
        return new Run(exitCode.join(), out.toString());
    }

    /** Holds the worker's process; closing lets it go on. */
    AutoCloseable workerStands() {
        signal("STOP");
        return () -> signal("CONT");
    }

    private void signal(String name) {
        long worker = system.service("inference").handle().pid();
        try {
            int exitCode = new ProcessBuilder("kill", "-" + name, Long.toString(worker))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + exitCode);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        system.close();
    }

    private static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
