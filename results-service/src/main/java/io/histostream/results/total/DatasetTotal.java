package io.histostream.results.total;

/**
 * How much a data set has.
 *
 * @param images however often each was posted
 * @param jobs those that wait included
 */
public record DatasetTotal(String dataset, long images, long jobs, long succeeded, long failed) {}
