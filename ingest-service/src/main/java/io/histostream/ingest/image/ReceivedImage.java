package io.histostream.ingest.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/**
 * A picture that is durable.
 *
 * @param created false when the store had it already
 */
public record ReceivedImage(
        UUID imageId,
        String sha256,
        String mediaType,
        long size,
        int width,
        int height,
        @JsonIgnore boolean created) {}
