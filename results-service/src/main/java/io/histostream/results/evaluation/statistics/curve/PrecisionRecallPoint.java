package io.histostream.results.evaluation.statistics.curve;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Recall and precision when images from a threshold on are called positive.
 *
 * @param threshold {@code null} where it lies above every score: recall 0, and precision 1 by convention
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrecisionRecallPoint(Double threshold, double recall, double precision) {}
