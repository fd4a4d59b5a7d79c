package io.histostream.ingest.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.histostream.contracts.BatchAccepted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The answer to an accepted batch; the same for every request under one idempotency key.
 *
 * @param created false when the batch had been accepted before
 */
public record BatchReceipt(
        UUID batchId,
        Instant submittedAt,
        List<String> models,
        int jobs,
        List<Image> images,
        @JsonIgnore boolean created) {

    /** One accepted image. */
    public record Image(UUID imageId, String sha256) {}

    static BatchReceipt of(BatchAccepted batch, boolean created) {
        List<Image> images = batch.images().stream()
                .map(image -> new Image(image.imageId(), image.image().sha256()))
                .toList();
        return new BatchReceipt(
                batch.batchId(), batch.submittedAt(), batch.models(), batch.jobCount(), images, created);
    }
}
