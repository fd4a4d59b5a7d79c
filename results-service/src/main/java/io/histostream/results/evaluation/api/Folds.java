package io.histostream.results.evaluation.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A cross-validation, fold by fold, as the study reports it.
 *
 * @param count folds that the cards speak of; fewer may have predictions
 * @param notHeldOutPatients patients that no version held out: left out here
 * @param notHeldOutImages images of these patients, and images without a patient
 * @param mean over the folds; undefined where it is undefined for a fold
 * @param standardDeviation with the divisor n − 1
 */
@Schema(name = "Folds")
public record Folds(
        int count,
        List<Fold> byFold,
        int notHeldOutPatients,
        int notHeldOutImages,
        Metrics mean,
        Metrics standardDeviation) {

    /** One version on the patients that it held out. */
    @Schema(name = "Fold")
    public record Fold(int fold, String version, int images, int patients, Metrics metrics) {}
}
