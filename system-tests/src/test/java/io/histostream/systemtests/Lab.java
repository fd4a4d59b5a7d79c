package io.histostream.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.histostream.systemtests.Pictures.Picture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A laboratory's system: uploads pictures, posts batches under an idempotency key, and tries again after a lost
 * connection, 429 or 503, until it has an answer. Writes what was accepted into the ledger. Thread-safe.
 */
final class Lab {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 503);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Deployment deployment;
    private final Ledger ledger;
    private final Set<String> uploaded = ConcurrentHashMap.newKeySet();

    Lab(Deployment deployment, Ledger ledger) {
        this.deployment = deployment;
        this.ledger = ledger;
    }

    /** Uploads what is new of the pictures, posts them as one batch, and writes it down once it is accepted. */
    void submit(String idempotencyKey, List<Picture> pictures) throws InterruptedException {
        for (Picture picture : pictures) {
            upload(picture);
        }
        List<String> digests = pictures.stream().map(Picture::sha256).toList();
        post(idempotencyKey, digests);
        ledger.accepted(idempotencyKey, digests);
    }

    void upload(Picture picture) throws InterruptedException {
        if (uploaded.contains(picture.sha256())) {
            return;
        }
        HttpRequest request = put(picture.sha256(), picture.mediaType(), picture.bytes());
        HttpResponse<String> answer = untilAnswered(request);
        if (answer.statusCode() != 201 && answer.statusCode() != 200) {
            throw unexpected(request, answer);
        }
        uploaded.add(picture.sha256());
    }

    /** Posts a batch, however often it takes, and checks that the answer is the one that this batch has. */
    void post(String idempotencyKey, List<String> digests) throws InterruptedException {
        HttpRequest request =
                batch(digests).header("Idempotency-Key", idempotencyKey).build();
        HttpResponse<String> answer = untilAnswered(request);
        if (answer.statusCode() != 202) {
            throw unexpected(request, answer);
        }
        String batch = Ledger.batch(idempotencyKey).toString();
        JsonNode body = json(answer);
        if (!body.path("batchId").asText().equals(batch) || body.path("jobs").asInt() != digests.size()) {
            throw unexpected(request, answer);
        }
    }

    private HttpResponse<String> untilAnswered(HttpRequest request) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                HttpResponse<String> answer = send(request);
                if (!TRY_AGAIN.contains(answer.statusCode())) {
                    return answer;
                }
            } catch (IOException e) {
                // The service was killed, or is not up yet: what a lab cannot tell from a lost answer.
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no answer within " + PATIENCE.toMinutes() + " min to " + request);
            }
            Thread.sleep(200);
        }
    }

    private IllegalStateException unexpected(HttpRequest request, HttpResponse<String> answer) {
        deployment.log().surprise("%s: %d %s", request, answer.statusCode(), answer.body());
        return new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
    }

    /** One attempt. */
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest put(String sha256, String mediaType, byte[] bytes) {
        return HttpRequest.newBuilder(ingest("/v1/images/" + sha256))
                .timeout(TIMEOUT)
                .header("Content-Type", mediaType)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build();
    }

    /** A request for a batch of these images. */
    HttpRequest.Builder batch(List<String> digests) {
        List<Map<String, String>> images =
                digests.stream().map(sha256 -> Map.of("sha256", sha256)).toList();
        try {
            return postJson(JSON.writeValueAsString(Map.of("models", List.of(Deployment.MODEL), "images", images)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder postJson(String body) {
        return HttpRequest.newBuilder(ingest("/v1/batches"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    URI ingest(String path) {
        return deployment.service(Role.INGEST).uri().resolve(path);
    }

    /** Asks the results service. */
    JsonNode results(String path) throws IOException, InterruptedException {
        URI uri = deployment.service(Role.RESULTS).uri().resolve(path);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + ": " + answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + answer.body(), e);
        }
    }
}
