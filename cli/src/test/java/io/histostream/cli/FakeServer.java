package io.histostream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.histostream.contracts.ContractJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Ingest and results in one, in memory: every job of a posted batch succeeds but those of {@link #failing} images. */
public final class FakeServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    public final Map<String, byte[]> images = new ConcurrentHashMap<>();
    public final Map<String, JsonNode> batchesByKey = new LinkedHashMap<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    public final List<String> refusedOnUpload = new CopyOnWriteArrayList<>();
    public final List<String> failing = new CopyOnWriteArrayList<>();
    public final List<String> predictions = new CopyOnWriteArrayList<>();
    public final List<JsonNode> labels = new CopyOnWriteArrayList<>();
    public volatile String labelProblem;
    public volatile String evaluation;
    public volatile int evaluationStatus = 200;
    public final AtomicInteger busyAnswers = new AtomicInteger();
    public final AtomicInteger uploads = new AtomicInteger();
    public volatile int uploadsBeforeDying = Integer.MAX_VALUE;

    public FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/images/", this::image);
        server.createContext("/v1/batches", this::batches);
        server.createContext("/v1/predictions", this::predictions);
        server.createContext("/v1/labels", this::labels);
        server.createContext("/v1/evaluations", this::evaluations);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void image(HttpExchange exchange) throws IOException {
        String sha256 = exchange.getRequestURI().getPath().substring("/v1/images/".length());
        byte[] body = read(exchange);
        if (uploads.incrementAndGet() > uploadsBeforeDying) {
            exchange.close();
        } else if (busyAnswers.getAndDecrement() > 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, 503, "{\"code\":\"UNAVAILABLE\"}");
        } else if (refusedOnUpload.contains(sha256)) {
            answer(exchange, 422, "{\"code\":\"INVALID_IMAGE\",\"detail\":\"the file ends early\"}");
        } else {
            answer(exchange, images.put(sha256, body) == null ? 201 : 200, "{}");
        }
    }

    private void batches(HttpExchange exchange) throws IOException {
        byte[] body = read(exchange);
        if (exchange.getRequestMethod().equals("POST")) {
            post(exchange, ContractJson.MAPPER.readTree(body));
            return;
        }
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        JsonNode batch = batch(path[3]);
        if (batch == null) {
            answer(exchange, 404, "{\"code\":\"NOT_FOUND\"}");
        } else if (path.length > 4) {
            String event = "event: progress\ndata: " + progress(path[3], batch, "RUNNING") + "\n\n";
            answer(exchange, 200, event);
        } else {
            answer(exchange, 200, progress(path[3], batch, "COMPLETED"));
        }
    }

    private void post(HttpExchange exchange, JsonNode batch) throws IOException {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < batch.get("images").size(); i++) {
            String sha256 = batch.get("images").get(i).get("sha256").asText();
            if (!images.containsKey(sha256)) {
                errors.add("{\"index\":" + i + ",\"sha256\":\"" + sha256 + "\",\"code\":\"IMAGE_MISSING\"}");
            }
        }
        if (!errors.isEmpty()) {
            answer(exchange, 422, "{\"code\":\"INVALID_BATCH\",\"errors\":[" + String.join(",", errors) + "]}");
            return;
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        synchronized (batchesByKey) {
            batchesByKey.put(key, batch);
        }
        answer(
                exchange,
                202,
                "{\"batchId\":\"" + id(key) + "\",\"models\":[\"resnet34\"],\"jobs\":"
                        + batch.get("images").size() + "}");
    }

    private void predictions(HttpExchange exchange) throws IOException {
        read(exchange);
        List<String> items = new ArrayList<>(predictions);
        for (String sha256 : failing) {
            items.add("{\"jobId\":\"j\",\"batchId\":\"b\",\"sha256\":\"" + sha256
                    + "\",\"model\":\"resnet34\",\"state\":\"FAILED\",\"failureCode\":\"CORRUPT\"}");
        }
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        String body = accept.equals("application/json")
                ? "{\"items\":[" + String.join(",", items) + "],\"next\":null}"
                : String.join("\n", items) + "\n";
        answer(exchange, 200, body);
    }

    private void labels(HttpExchange exchange) throws IOException {
        JsonNode sent = ContractJson.MAPPER.readTree(read(exchange));
        if (labelProblem != null) {
            answer(exchange, 422, labelProblem);
            return;
        }
        labels.add(sent);
        int count = sent.get("labels").size();
        answer(exchange, 200, "{\"received\":" + count + ",\"changed\":" + count + ",\"unchanged\":0}");
    }

    private void evaluations(HttpExchange exchange) throws IOException {
        read(exchange);
        answer(exchange, evaluationStatus, evaluation);
    }

    private JsonNode batch(String id) {
        synchronized (batchesByKey) {
            return batchesByKey.entrySet().stream()
                    .filter(entry -> id(entry.getKey()).equals(id))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String id(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String progress(String id, JsonNode batch, String state) {
        int total = batch.get("images").size();
        int failed = 0;
        for (JsonNode image : batch.get("images")) {
            failed += failing.contains(image.get("sha256").asText()) ? 1 : 0;
        }
        return "{\"batchId\":\"" + id + "\",\"models\":[\"resnet34\"],\"imageCount\":" + total + ",\"state\":\"" + state
                + "\",\"jobs\":{\"total\":" + total + ",\"accepted\":0,\"succeeded\":" + (total - failed)
                + ",\"failed\":" + failed + "}}";
    }

    private byte[] read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().entrySet() + " "
                + (body.length > 0 && body[0] == '{' ? new String(body, StandardCharsets.UTF_8) : ""));
        return body;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
