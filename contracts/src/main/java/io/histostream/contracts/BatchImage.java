package io.histostream.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.UUID;

/**
 * One image of a batch.
 *
 * @param specimen never {@code null}; {@link Specimen#UNKNOWN} where the lab does not say
 * @param magnification {@code null} where the lab does not say
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchImage(UUID imageId, ImageReference image, Specimen specimen, Magnification magnification) {

    public BatchImage {
        Objects.requireNonNull(imageId, "imageId");
        Objects.requireNonNull(image, "image");
        specimen = specimen == null ? Specimen.UNKNOWN : specimen;
    }
}
