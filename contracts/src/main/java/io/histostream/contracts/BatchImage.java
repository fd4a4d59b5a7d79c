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
 * @param name the lab's own name of the image, of the form of a pseudonym, or {@code null}; never in logs or metrics
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchImage(
        UUID imageId, ImageReference image, Specimen specimen, Magnification magnification, String name) {

    public BatchImage {
        Objects.requireNonNull(imageId, "imageId");
        Objects.requireNonNull(image, "image");
        specimen = specimen == null ? Specimen.UNKNOWN : specimen;
        Names.pseudonymOrNull("name", name);
    }

    /** An image that the lab does not name. */
    public BatchImage(UUID imageId, ImageReference image, Specimen specimen, Magnification magnification) {
        this(imageId, image, specimen, magnification, null);
    }
}
