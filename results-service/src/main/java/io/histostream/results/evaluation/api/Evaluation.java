package io.histostream.results.evaluation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The study's table.
 *
 * @param images images of the data set or batch
 * @param labelled those that have a label
 */
@Schema(name = "Evaluation")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        String dataset,
        UUID batch,
        String positiveLabel,
        Level level,
        Instant evaluatedAt,
        int images,
        int labelled,
        Bootstrap bootstrap,
        String notice,
        List<EvaluationRow> rows) {

    public static final String NOTICE = "Research use only";

    /** What is counted. */
    @Schema(
            name = "EvaluationLevel",
            enumeration = {"image", "patient"})
    public enum Level {
        IMAGE,
        /** A patient's score is the mean score of the patient's images. */
        PATIENT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How the intervals were made.
     *
     * @param unit what is drawn: whole patients, since images of one patient are alike
     */
    @Schema(name = "Bootstrap")
    public record Bootstrap(int resamples, long seed, String unit, double confidence) {}
}
