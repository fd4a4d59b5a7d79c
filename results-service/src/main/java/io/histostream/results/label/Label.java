package io.histostream.results.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * What is said of an image; what is not known is left out.
 *
 * @param name the lab's own name of the image; the first of several
 * @param className as the lab wrote it; absent, with the label, where a label was taken back
 * @param label the models' label that the class belongs to
 * @param source who says so
 * @param review whether it was said in a review of the worklist
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Label(
        UUID imageId,
        String sha256,
        String name,
        @JsonProperty("class") String className,
        String label,
        String source,
        boolean review,
        Instant at) {}
