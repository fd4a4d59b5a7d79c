package io.histostream.results.evaluation;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.guard.Contaminated;

/**
 * Between which data sets a gap is asked for; {@code null} asks for any model or version.
 *
 * @param magnification {@code null} for all of them together
 * @param resamples of the bootstrap; 0 for no intervals
 */
public record GeneralisationQuery(
        String from,
        String to,
        String model,
        String version,
        Magnification magnification,
        Contaminated contaminated,
        int resamples,
        long seed) {}
