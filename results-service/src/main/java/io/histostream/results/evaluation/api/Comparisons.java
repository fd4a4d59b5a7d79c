package io.histostream.results.evaluation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.contracts.Magnification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Every pair of models of a data set.
 *
 * @param magnification {@code null} for all of them together
 * @param family the tests that Holm's correction is over, in words
 * @param pairs each with one row
 */
@Schema(name = "Comparisons")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comparisons(
        String dataset,
        UUID batch,
        @JsonInclude(JsonInclude.Include.ALWAYS) Magnification magnification,
        Instant evaluatedAt,
        String family,
        List<Contestant> contestants,
        List<Comparison> pairs,
        String notice) {}
