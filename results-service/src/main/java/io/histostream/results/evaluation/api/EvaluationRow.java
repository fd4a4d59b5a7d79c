package io.histostream.results.evaluation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.statistics.Figure;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One model version at one magnification.
 *
 * @param version where cross-validated, the version's name without its fold
 * @param digest the package's digest; absent where several packages take part
 * @param magnification {@code null} for all of them together
 * @param crossValidated whether each patient was judged by the version that had not seen it
 * @param images labelled images with a prediction that take part
 * @param patients patients of these images
 * @param withoutPatient images among these whose patient is not known; they cannot take part at patient level
 * @param mixedPatients at patient level, patients left out since their images are of both truths; otherwise absent
 * @param positive images (patients at patient level) whose truth is the positive label
 * @param failed labelled images for which the model only failed
 * @param missing labelled images without any outcome of this version
 * @param confusion absent where refused
 * @param metrics absent where refused
 */
@Schema(name = "EvaluationRow")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationRow(
        String model,
        String version,
        String digest,
        @JsonInclude(JsonInclude.Include.ALWAYS) Magnification magnification,
        boolean crossValidated,
        String positiveLabel,
        LeakGuard leakGuard,
        int images,
        int patients,
        int withoutPatient,
        Integer mixedPatients,
        int positive,
        int negative,
        int failed,
        int missing,
        Confusion confusion,
        Metrics metrics,
        Temperature temperature,
        Folds folds) {

    /**
     * What the model's scores should be divided by, as logits, to mean what they say.
     *
     * @param card the temperature that the scores were made with; absent where the card is not known
     * @param suggested relative to the scores as they are: 1 leaves them, above 1 softens them
     */
    @Schema(name = "TemperatureSuggestion")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Temperature(Figure suggested, Double card) {}
}
