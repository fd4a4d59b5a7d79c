package io.histostream.results.evaluation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Magnification;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What each model loses, or gains, on its way from one data set to another. */
@Schema(name = "Generalisation")
public record Generalisation(
        String from, String to, Instant evaluatedAt, Evaluation.Bootstrap bootstrap, String notice, List<Row> rows) {

    /**
     * @param difference {@code to} less {@code from}; absent where the leak guard refused one of them
     */
    @Schema(name = "GeneralisationRow")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            String model,
            String version,
            @JsonInclude(JsonInclude.Include.ALWAYS) Magnification magnification,
            boolean crossValidated,
            Side from,
            Side to,
            Metrics difference) {}

    /** @param metrics absent where refused */
    @Schema(name = "GeneralisationSide")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Side(LeakGuard leakGuard, int images, int patients, Metrics metrics) {}
}
