package io.histostream.results.dataset;

/**
 * How much a data set has.
 *
 * @param images however often each was posted
 * @param jobs those that wait included
 * @param labelled images that have a label
 */
public record Dataset(String dataset, long images, long jobs, long succeeded, long failed, long labelled) {}
