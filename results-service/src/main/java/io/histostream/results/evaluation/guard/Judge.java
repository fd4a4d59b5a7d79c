package io.histostream.results.evaluation.guard;

import io.histostream.results.evaluation.reading.VersionColumn;

/**
 * One version and whom it had seen.
 *
 * @param fold its number in a cross-validation, otherwise -1
 */
public record Judge(VersionColumn column, Seen seen, int fold) {}
