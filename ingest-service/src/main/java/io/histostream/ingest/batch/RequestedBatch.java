package io.histostream.ingest.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ContractJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a client wants, however it was sent.
 *
 * @param models {@code null} for all models in service
 * @param images those that are well-formed
 * @param activationMaps true for heat maps, or {@code null}
 * @param errors about those that are not
 */
record RequestedBatch(
        String dataset,
        List<String> models,
        List<RequestedImage> images,
        Boolean activationMaps,
        List<ImageError> errors) {

    @RegisterForReflection
    private record Content(
            String dataset,
            List<String> models,
            List<RequestedImage> images,
            // Left out where it is not wanted, so that a batch from before there were maps keeps its digest.
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean activationMaps) {}

    RequestedBatch {
        images = List.copyOf(images);
        activationMaps = Boolean.TRUE.equals(activationMaps) ? Boolean.TRUE : null;
        errors = List.copyOf(errors);
    }

    /** Two requests with the same digest ask for the same. */
    String digest() {
        try {
            byte[] content =
                    ContractJson.MAPPER.writeValueAsBytes(new Content(dataset, models, images, activationMaps));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a checked request can be written and hashed", e);
        }
    }
}
