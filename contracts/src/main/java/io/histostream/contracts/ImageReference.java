package io.histostream.contracts;

import java.util.Objects;

/**
 * Claim check of an image's bytes: where they lie in the image store and how to recognise them. Kafka never carries
 * pixels.
 *
 * @param key key in the image store, made by the ingest service
 * @param sha256 digest of the bytes, lower-case hexadecimal
 * @param mediaType {@code image/png}, {@code image/jpeg} or {@code image/tiff}
 * @param size length in bytes
 */
public record ImageReference(String key, String sha256, String mediaType, long size) {

    public ImageReference {
        Objects.requireNonNull(key, "key");
        Names.requireSha256(sha256);
        Objects.requireNonNull(mediaType, "mediaType");
        if (size <= 0) {
            throw new IllegalArgumentException("size must be positive");
        }
    }
}
