package io.histostream.cli.local;

import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One service as a child process, with its own log. */
final class ServiceProcess {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Service service;
    private final Path log;
    private final Process process;

    private ServiceProcess(Service service, Path log, Process process) {
        this.service = service;
        this.log = log;
        this.process = process;
    }

    static ServiceProcess start(Service service, Home home) {
        Path log = home.logs().resolve(service.name() + ".log");
        try {
            Process process = new ProcessBuilder(service.command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            ProcessNote.write(home, ProcessNote.of(service.name(), process.toHandle()));
            return new ServiceProcess(service, log, process);
        } catch (IOException e) {
            throw CommandFailure.trouble(service.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    String name() {
        return service.name();
    }

    Path log() {
        return log;
    }

    /** Waits until the service says that it is ready; fails when it ends before that. */
    void awaitReady(HttpClient http) throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(readinessUrl())
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw CommandFailure.trouble(LogTail.describe(
                        name() + " ended while it was starting (exit code " + process.exitValue() + ")", log));
            }
            if (isReady(http, ready)) {
                return;
            }
        }
        throw CommandFailure.trouble(
                LogTail.describe(name() + " was not ready after " + START_TIMEOUT.toSeconds() + " s", log));
    }

    private URI readinessUrl() {
        return Ports.url(service.port()).resolve("q/health/ready");
    }

    private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** SIGTERM, and SIGKILL to a service that does not follow it in time. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
