package io.histostream.results.evaluation.statistics.curve;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Both rates when images from a threshold on are called positive.
 *
 * @param threshold {@code null} where it lies above every score
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RocPoint(Double threshold, double falsePositiveRate, double truePositiveRate) {}
