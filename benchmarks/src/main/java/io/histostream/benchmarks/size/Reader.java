package io.histostream.benchmarks.size;

import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.benchmarks.Figures;
import io.histostream.contracts.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Asks the results service and takes the time, up to the last byte. */
final class Reader {

    /**
     * Milliseconds.
     *
     * @param processor mean time of the processors, of the service and PostgreSQL: what a noisy machine changes least
     */
    record Times(double median, double p99, double processor) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final ProcessorTime processors;

    Reader(URI service, ProcessorTime processors) {
        this.service = service;
        this.processors = processors;
    }

    /** @throws IllegalStateException for any answer but 200 */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " gave " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** Whether there is such a page; the service may be one of before it had. */
    boolean has(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** The cursor of a page, or {@code null} at the end. */
    private static String next(String page) throws IOException {
        JsonNode next = ContractJson.MAPPER.readTree(page).get("next");
        return next == null || next.isNull() ? null : next.asText();
    }

    /** Warmed by some requests that do not count. */
    Times time(String path, int warm, int requests) throws IOException, InterruptedException {
        for (int i = 0; i < warm; i++) {
            get(path);
        }
        List<Double> times = new ArrayList<>();
        double before = processors.milliseconds();
        for (int i = 0; i < requests; i++) {
            times.add(timed(path));
        }
        return times(times, processors.milliseconds() - before);
    }

    /** As {@link #time}, of the pages of a walk that begins anew whenever it has ended. */
    Times timeWalk(String path, int warm, int requests) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        String at = path;
        double before = 0;
        for (int i = -warm; i < requests; i++) {
            if (i == 0) {
                before = processors.milliseconds();
            }
            long start = System.nanoTime();
            String page = get(at);
            if (i >= 0) {
                times.add((System.nanoTime() - start) / 1e6);
            }
            String next = next(page);
            at = next == null ? path : path + (path.contains("?") ? "&" : "?") + "cursor=" + next;
        }
        return times(times, processors.milliseconds() - before);
    }

    private double timed(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        get(path);
        return (System.nanoTime() - start) / 1e6;
    }

    private static Times times(List<Double> times, double processor) {
        return new Times(Figures.median(times), Figures.percentile(times, 99), processor / times.size());
    }
}
