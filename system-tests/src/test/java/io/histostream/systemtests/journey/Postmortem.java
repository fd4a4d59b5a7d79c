package io.histostream.systemtests.journey;

import io.histostream.cli.local.LocalSystem;
import io.histostream.devstack.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every part of a system that came to no end was doing: its health, its threads and the end of its log. */
final class Postmortem {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LAST_LINES = 40;

    private Postmortem() {}

    static String of(LocalSystem system, Path home) {
        return Stream.of("ingest", "inference", "results")
                .map(system::service)
                .map(service -> describe(service, home))
                .collect(Collectors.joining("\n"));
    }

    private static String describe(ServiceProcess service, Path home) {
        return String.join(
                "\n",
                "== " + service.name()
                        + (service.isAlive() ? ", process " + service.handle().pid() : ", dead"),
                answer(service.uri().resolve("/q/health")),
                service.isAlive() ? threads(service.handle().pid()) : "",
                "-- the end of its log, in " + home,
                lastLines(service.log()));
    }

    private static String answer(URI uri) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return uri + ": " + e;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String threads(long pid) {
        String jstack =
                Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
        try {
            Process process = new ProcessBuilder(jstack, Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no threads to be had: " + e;
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
