package io.histostream.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.contracts.ContractJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Speaks to the service as a laboratory system would. */
final class IngestClient {

    private static final String BOUNDARY = "----histostream-test";

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    IngestClient(URI base) {
        this.base = base;
    }

    record Answer(int status, JsonNode json, HttpResponse<byte[]> response) {

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        UUID batchId() {
            return UUID.fromString(json.get("batchId").asText());
        }
    }

    record Part(String name, String fileName, String mediaType, byte[] content) {}

    Answer put(byte[] image, String mediaType) {
        return put(TestPictures.sha256(image), image, mediaType);
    }

    Answer put(String sha256, byte[] image, String mediaType) {
        return send(request("/v1/images/" + sha256)
                .header("Content-Type", mediaType)
                .PUT(BodyPublishers.ofByteArray(image)));
    }

    /** Uploads new pictures and gives their digests. */
    List<String> uploaded(int images) {
        return Stream.generate(TestPictures::png)
                .limit(images)
                .peek(image -> put(image, "image/png"))
                .map(TestPictures::sha256)
                .toList();
    }

    Answer post(String json, String key) {
        HttpRequest.Builder request = request("/v1/batches")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        return send(key == null ? request : request.header("Idempotency-Key", key));
    }

    Answer post(List<Part> parts, String key) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Part part : parts) {
            String fileName = part.fileName() == null ? "" : "; filename=\"" + part.fileName() + "\"";
            body.writeBytes(("--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\nContent-Type: %s\r\n\r\n"
                            .formatted(BOUNDARY, part.name(), fileName, part.mediaType()))
                    .getBytes(UTF_8));
            body.writeBytes(part.content());
            body.writeBytes("\r\n".getBytes(UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        HttpRequest.Builder request = request("/v1/batches")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        return send(key == null ? request : request.header("Idempotency-Key", key));
    }

    static String batchOf(List<String> digests) {
        return digests.stream()
                .map("{\"sha256\":\"%s\",\"specimen\":{\"patientId\":\"p1\"},\"magnification\":40}"::formatted)
                .collect(Collectors.joining(",", "{\"dataset\":\"demo\",\"images\":[", "]}"));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode body = json ? ContractJson.MAPPER.readTree(response.body()) : null;
            return new Answer(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
