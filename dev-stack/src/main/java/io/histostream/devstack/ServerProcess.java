package io.histostream.devstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One server of the stack as a child process. The child ends when its standard input does, so it never outlives its
 * parent, not even one that was killed.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Class<?> mainClass;
    private final Path log;
    private final List<String> command;
    private Process process;
    private boolean closed;

    ServerProcess(Class<?> mainClass, Path log, List<String> jvmOptions, List<String> arguments) {
        this.mainClass = mainClass;
        this.log = log;
        this.command = new ArrayList<>(ServerMain.deafToCtrlC(mainClass.getSimpleName()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(jvmOptions);
        command.add(mainClass.getName());
        command.addAll(arguments);
    }

    /** Starts the server, on the state that it left, and returns when it answers. */
    public void start() {
        try {
            awaitReady(launch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Process launch() throws IOException {
        if (closed) {
            throw new IllegalStateException(mainClass.getSimpleName() + " was closed");
        }
        if (isAlive()) {
            throw new IllegalStateException(mainClass.getSimpleName() + " is running");
        }
        Files.createDirectories(log.getParent());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return process;
    }

    private void awaitReady(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line;
        while ((line = output.readLine()) != null) {
            if (line.equals(ServerMain.READY)) {
                return;
            }
        }
        throw new IllegalStateException(mainClass.getSimpleName() + " did not start; its log is " + log);
    }

    /** Asks the server to stop, as an operator would, and waits until it has. */
    public synchronized void stop() {
        if (!isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** {@code kill -9}. */
    public synchronized void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The operating system's view of the server that was started last. */
    public synchronized ProcessHandle handle() {
        return process.toHandle();
    }

    public Path log() {
        return log;
    }

    /** Stops the server for good, also one that is only about to start. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }
}
