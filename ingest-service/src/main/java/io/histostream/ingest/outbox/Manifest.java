package io.histostream.ingest.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ContractJson;
import java.io.IOException;
import java.util.Objects;

/**
 * What the store keeps of a batch: the message to publish, and one field more that tells whether another request under
 * the same idempotency key asks for the same.
 */
public record Manifest(BatchAccepted batch, String requestDigest) {

    private static final String REQUEST_DIGEST = "requestDigest";

    public Manifest {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(requestDigest, REQUEST_DIGEST);
    }

    public byte[] toJson() {
        try {
            ObjectNode json = ContractJson.MAPPER.valueToTree(batch);
            return ContractJson.MAPPER.writeValueAsBytes(json.put(REQUEST_DIGEST, requestDigest));
        } catch (IOException e) {
            throw new IllegalStateException("a manifest can be written", e);
        }
    }

    static Manifest fromJson(byte[] bytes) {
        try {
            JsonNode json = ContractJson.MAPPER.readTree(bytes);
            BatchAccepted batch = ContractJson.MAPPER.treeToValue(json, BatchAccepted.class);
            return new Manifest(batch, json.path(REQUEST_DIGEST).asText());
        } catch (IOException e) {
            throw new IllegalStateException("a manifest in the store cannot be read", e);
        }
    }
}
