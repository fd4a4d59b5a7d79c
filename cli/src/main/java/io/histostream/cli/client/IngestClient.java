package io.histostream.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.cli.CommandFailure;
import io.histostream.contracts.ContractJson;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The ingest service. Thread-safe. */
public final class IngestClient {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final PatientHttp http;
    private final URI address;

    public IngestClient(PatientHttp http, URI address) {
        this.http = http;
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /**
     * Stores one image.
     *
     * @return why it was refused, or nothing when it is stored
     */
    public Optional<Problem> upload(String sha256, String mediaType, Path file) throws InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(address.resolve("v1/images/" + sha256))
                        .timeout(TIMEOUT)
                        .header("Content-Type", mediaType)
                        .PUT(content(file))
                        .build(),
                BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200, 201 -> Optional.empty();
            case 413, 415, 422 -> Optional.of(Problem.of(response));
            default -> throw Problem.of(response).failure(response);
        };
    }

    private static HttpRequest.BodyPublisher content(Path file) {
        try {
            return HttpRequest.BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw CommandFailure.usage(file + " is gone or cannot be read");
        }
    }

    /** Posts a batch; the same key and content give the same batch however often it is posted. */
    public PostedBatch post(BatchRequest batch, String idempotencyKey) throws InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(address.resolve("v1/batches"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(json(batch)))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() == 202) {
            return new PostedBatch(AcceptedBatch.of(response.body()), Optional.empty());
        }
        Problem problem = Problem.of(response);
        if (response.statusCode() == 422 && !problem.errors().isEmpty()) {
            return new PostedBatch(null, Optional.of(problem));
        }
        throw problem.failure(response);
    }

    private static String json(BatchRequest batch) {
        try {
            return ContractJson.MAPPER.writeValueAsString(batch);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
