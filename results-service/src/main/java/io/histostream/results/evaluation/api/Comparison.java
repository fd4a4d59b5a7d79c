package io.histostream.results.evaluation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.statistics.Figure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Two models on the same images.
 *
 * @param family the tests that Holm's correction is over, in words
 * @param disagreements absent in a list of pairs
 */
@Schema(name = "Comparison")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comparison(
        String dataset,
        UUID batch,
        Contestant first,
        Contestant second,
        String positiveLabel,
        Instant evaluatedAt,
        Evaluation.Bootstrap bootstrap,
        String family,
        List<Row> rows,
        Disagreements disagreements,
        String notice) {

    public Comparison with(List<Row> otherRows) {
        return new Comparison(
                dataset,
                batch,
                first,
                second,
                positiveLabel,
                evaluatedAt,
                bootstrap,
                family,
                otherRows,
                disagreements,
                notice);
    }

    public Comparison with(Disagreements page) {
        return new Comparison(
                dataset, batch, first, second, positiveLabel, evaluatedAt, bootstrap, family, rows, page, notice);
    }

    /**
     * The paired tests at one magnification; absent where the leak guard refused.
     *
     * @param magnification {@code null} for all of them together
     * @param images labelled images that both predicted and both may be judged on
     */
    @Schema(name = "ComparisonRow")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            @JsonInclude(JsonInclude.Include.ALWAYS) Magnification magnification,
            LeakGuard leakGuard,
            int images,
            int patients,
            Figure accuracyDifference,
            McNemar mcnemar,
            DeLong delong,
            Wilcoxon wilcoxon,
            Holm holm) {

        /** The same row with corrected p-values. */
        public Row with(Holm corrected) {
            return new Row(
                    magnification,
                    leakGuard,
                    images,
                    patients,
                    accuracyDifference,
                    mcnemar,
                    delong,
                    wilcoxon,
                    corrected);
        }
    }

    /** The exact test on the images that only one of them got right. */
    @Schema(name = "McNemar")
    public record McNemar(int onlyFirstRight, int onlySecondRight, Figure p) {}

    /** The test of equal areas under the ROC curve. */
    @Schema(name = "DeLong")
    public record DeLong(Figure aucFirst, Figure aucSecond, Figure difference, Figure z, Figure p) {}

    /** The signed-rank test over the folds' accuracies. */
    @Schema(name = "Wilcoxon")
    public record Wilcoxon(int folds, Figure statistic, Figure p) {}

    /** The p-values after Holm's correction. */
    @Schema(name = "Holm")
    public record Holm(Figure mcnemar, Figure delong) {}

    /** @param next the cursor of the next page; absent on the last */
    @Schema(name = "Disagreements")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Disagreements(List<Disagreement> items, String next) {}

    /**
     * An image that they call differently.
     *
     * @param label the truth
     * @param right {@code first}, {@code second} or {@code neither}
     */
    @Schema(name = "Disagreement")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Disagreement(
            UUID imageId,
            String label,
            Magnification magnification,
            String patientId,
            Said first,
            Said second,
            String right) {}

    /** @param score of the positive label */
    @Schema(name = "Said")
    public record Said(String label, double score) {}
}
