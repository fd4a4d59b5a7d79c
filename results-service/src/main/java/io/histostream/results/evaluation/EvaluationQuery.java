package io.histostream.results.evaluation;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.api.Evaluation.Level;
import io.histostream.results.evaluation.guard.Contaminated;
import io.histostream.results.evaluation.reading.Scope;

/**
 * What is to be evaluated; {@code null} asks for any model, version or magnification.
 *
 * @param resamples of the bootstrap; 0 for no intervals
 */
public record EvaluationQuery(
        Scope scope,
        String model,
        String version,
        Magnification magnification,
        Level level,
        Contaminated contaminated,
        int resamples,
        long seed) {}
