package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.cli.CommandFailure;
import io.histostream.contracts.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results service. Thread-safe. */
public final class ResultsClient {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int PAGE = 500;

    private final PatientHttp http;
    private final URI address;

    public ResultsClient(PatientHttp http, URI address) {
        this.http = http;
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /** Nothing while the service has not heard of the batch, which may be a moment after it was accepted. */
    public Optional<BatchProgress> progress(String batchId) throws InterruptedException {
        HttpResponse<String> response = http.send(get("v1/batches/" + batchId), BodyHandlers.ofString());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(BatchProgress.of(body(response)));
    }

    /** Rows that match the filters, in the server's order, at most so many. */
    public List<PredictionRow> predictions(Map<String, String> filters, int atMost) throws InterruptedException {
        List<PredictionRow> rows = new ArrayList<>();
        Map<String, String> query = new LinkedHashMap<>(filters);
        String cursor = null;
        do {
            query.put("limit", Integer.toString(Math.min(PAGE, atMost - rows.size())));
            if (cursor != null) {
                query.put("cursor", cursor);
            }
            HttpResponse<String> response = http.send(get("v1/predictions" + encoded(query)), BodyHandlers.ofString());
            Page page = read(body(response), Page.class);
            rows.addAll(page.items);
            cursor = page.next;
        } while (cursor != null && rows.size() < atMost);
        return rows;
    }

    /** The study's table. */
    public Evaluation evaluation(Map<String, String> query) throws InterruptedException {
        HttpResponse<String> response = http.send(get("v1/evaluations" + encoded(query)), BodyHandlers.ofString());
        return read(body(response), Evaluation.class);
    }

    /** All rows of a resource that match the filters, as a stream of the media type asked for. */
    public InputStream export(String resource, Map<String, String> filters, String mediaType)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("v1/" + resource + encoded(filters)))
                .header("Accept", mediaType)
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            throw Problem.of(response.statusCode(), text).failure(response);
        } catch (IOException e) {
            throw CommandFailure.trouble(address.getAuthority() + " gave " + response.statusCode(), e);
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
    }

    private static String body(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw Problem.of(response).failure(response);
        }
        return response.body();
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Page(List<PredictionRow> items, String next) {}

    private static <T> T read(String json, Class<T> type) {
        try {
            return ContractJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw CommandFailure.trouble("the results service gave an answer that cannot be read", e);
        }
    }
}
