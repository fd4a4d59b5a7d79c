package io.histostream.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histostream.contracts.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

/** Posts as a laboratory would: images, then a batch that names them. */
final class PipelineClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI ingest;

    PipelineClient(URI ingest) {
        this.ingest = ingest;
    }

    void upload(Picture picture) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ingest.resolve("/v1/images/" + picture.sha256()))
                .header("Content-Type", "image/png")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(picture.png()))
                .build();
        require(http.send(request, HttpResponse.BodyHandlers.ofString()), 200, 201);
    }

    /** Posts a batch for one model; returns its id. */
    UUID post(String model, List<Picture> pictures) throws IOException, InterruptedException {
        ObjectNode batch = ContractJson.MAPPER.createObjectNode();
        batch.putArray("models").add(model);
        var images = batch.putArray("images");
        pictures.forEach(picture -> images.addObject().put("sha256", picture.sha256()));
        HttpRequest request = HttpRequest.newBuilder(ingest.resolve("/v1/batches"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(batch.toString()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        require(response, 202);
        JsonNode accepted = ContractJson.MAPPER.readTree(response.body());
        return UUID.fromString(accepted.get("batchId").asText());
    }

    private static void require(HttpResponse<String> response, int... wanted) {
        for (int status : wanted) {
            if (response.statusCode() == status) {
                return;
            }
        }
        throw new IllegalStateException(
                response.request().uri() + " answered " + response.statusCode() + ": " + response.body());
    }
}
