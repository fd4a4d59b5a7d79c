package io.histostream.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged Quarkus service as a process on this machine: started, asked for readiness, stopped, killed, started again. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final int port;
    private final Path log;
    private final List<String> command;
    private Process process;

    /**
     * @param name for messages, for example {@code ingest-service}
     * @param runnable the service's {@code quarkus-run.jar}
     * @param log where its output is appended
     * @param properties configuration of the service, as system properties
     */
    public ServiceProcess(
            String name, Path runnable, int port, Path log, List<String> jvmOptions, Map<String, String> properties) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.command = new ArrayList<>(ServerMain.deafToCtrlC(name));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(runnable.toString());
    }

    /** Starts the process and returns at once. */
    public synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " is running");
        }
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the service says that it is ready.
     *
     * @throws IllegalStateException when it ends, or the time does, first
     */
    public void awaitReady(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw new IllegalStateException(name + " ended while starting; its log is " + log);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        name + " was not ready within " + timeout.toSeconds() + " s; its log is " + log);
            }
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
    }

    /** Asks {@code /q/health/ready}. */
    public boolean isReady() throws InterruptedException {
        return answers("/q/health/ready");
    }

    /** Whether a path answers 200. */
    public boolean answers(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri().resolve(path))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Sends SIGTERM and waits.
     *
     * @return true when the service ended by itself in time, false when it had to be killed
     */
    public synchronized boolean stop(Duration timeout) {
        if (!isAlive()) {
            return true;
        }
        process.destroy();
        try {
            if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return false;
    }

    /** {@code kill -9}, and waits until the process is gone. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process of the last start. */
    public synchronized ProcessHandle handle() {
        return process.toHandle();
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        if (!stop(Duration.ofSeconds(30))) {
            throw new IllegalStateException(name + " did not stop within 30 s and was killed");
        }
    }
}
