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

    /** Milliseconds. */
    record Times(double median, double p99) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;

    Reader(URI service) {
        this.service = service;
    }

    /** @throws IllegalStateException for any answer but 200 */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
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
    String next(String path) throws IOException, InterruptedException {
        JsonNode next = ContractJson.MAPPER.readTree(get(path)).get("next");
        return next == null ? null : next.asText();
    }

    /** Warmed by some requests that do not count. */
    Times time(String path, int warm, int requests) throws IOException, InterruptedException {
        for (int i = 0; i < warm; i++) {
            get(path);
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            times.add(timed(path));
        }
        return times(times);
    }

    /** As {@link #time}, of the pages of a walk that begins anew whenever it has ended. */
    Times timeWalk(String path, int warm, int requests) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        String at = path;
        for (int i = -warm; i < requests; i++) {
            long start = System.nanoTime();
            String next = next(at);
            if (i >= 0) {
                times.add((System.nanoTime() - start) / 1e6);
            }
            at = next == null ? path : path + (path.contains("?") ? "&" : "?") + "cursor=" + next;
        }
        return times(times);
    }

    private double timed(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        get(path);
        return (System.nanoTime() - start) / 1e6;
    }

    private static Times times(List<Double> times) {
        return new Times(Figures.median(times), Figures.percentile(times, 99));
    }
}
