package io.histostream.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The body of {@code PUT /v1/labels}.
 *
 * @param source who says so, in a pseudonym
 * @param mapping from a lab's own classes to the models' labels
 */
public record LabelRequest(
        String source,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> mapping,
        List<Label> labels) {

    /**
     * What one image shows; one of the first three says which image.
     *
     * @param labelClass {@code null} takes a label back
     */
    public record Label(
            @JsonInclude(JsonInclude.Include.NON_NULL) String imageId,
            @JsonInclude(JsonInclude.Include.NON_NULL) String sha256,
            @JsonInclude(JsonInclude.Include.NON_NULL) String name,
            @JsonProperty("class") String labelClass) {

        public static Label of(String sha256, String labelClass) {
            return new Label(null, sha256, null, labelClass);
        }

        /** The same image with another class. */
        public Label withClass(String otherClass) {
            return new Label(imageId, sha256, name, otherClass);
        }
    }
}
