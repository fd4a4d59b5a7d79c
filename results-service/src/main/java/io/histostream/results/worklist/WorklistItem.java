package io.histostream.results.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.histostream.contracts.Magnification;
import io.histostream.results.label.Label;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A case as clients see it; what is not known is left out.
 *
 * @param need from 0 to 1; see {@link Need}
 * @param byModel what each model says, by its latest outcome
 * @param reviewed whether the label was given in a review
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorklistItem(
        UUID imageId,
        String dataset,
        String patientId,
        String slideId,
        Magnification magnification,
        List<Reason> reasons,
        double need,
        List<Opinion> byModel,
        boolean reviewed,
        Said label) {

    /** The label that counts now. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Said(@JsonProperty("class") String className, String label, String source, Instant at) {}

    static WorklistItem of(Case image, Label label) {
        return new WorklistItem(
                image.imageId(),
                image.dataset(),
                image.patientId(),
                image.slideId(),
                image.magnification(),
                image.need().reasons(),
                image.need().value(),
                image.opinions(),
                label != null && label.review(),
                label == null ? null : said(label));
    }

    static Said said(Label label) {
        return new Said(label.className(), label.label(), label.source(), label.at());
    }
}
