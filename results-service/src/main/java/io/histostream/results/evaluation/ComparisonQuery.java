package io.histostream.results.evaluation;

import io.histostream.contracts.Magnification;
import io.histostream.results.evaluation.guard.Contaminated;
import io.histostream.results.evaluation.reading.Scope;

/**
 * Which models are to be compared; without a pair, every pair there is.
 *
 * @param first {@code null} together with {@code second}
 * @param magnification {@code null} for each and all of them
 * @param resamples of the bootstrap; 0 for no intervals
 */
public record ComparisonQuery(
        Scope scope,
        ModelVersion first,
        ModelVersion second,
        Magnification magnification,
        Contaminated contaminated,
        int resamples,
        long seed) {

    /** For example {@code resnet34@1.0.0}; where cross-validated, the version without its fold. */
    public record ModelVersion(String model, String version) {

        static ModelVersion parse(String text) {
            int at = text.indexOf('@');
            if (at < 1 || at == text.length() - 1) {
                throw new IllegalArgumentException("not model@version");
            }
            return new ModelVersion(text.substring(0, at), text.substring(at + 1));
        }

        @Override
        public String toString() {
            return model + "@" + version;
        }
    }
}
