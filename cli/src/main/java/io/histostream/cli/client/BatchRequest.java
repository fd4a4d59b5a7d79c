package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import java.util.List;

/**
 * The body of {@code POST /v1/batches}; all that ever leaves this machine about an image but its pixels.
 *
 * @param activationMaps true, or {@code null} where no heat maps are wanted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BatchRequest(String dataset, List<String> models, List<Image> images, Boolean activationMaps) {

    /**
     * One uploaded image.
     *
     * @param name the lab's own name of it, a pseudonym, or {@code null}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Image(
            String sha256,
            @JsonInclude(JsonInclude.Include.NON_NULL) Specimen specimen,
            Magnification magnification,
            String name) {}
}
