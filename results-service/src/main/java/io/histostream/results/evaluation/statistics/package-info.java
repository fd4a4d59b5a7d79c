/**
 * The study's statistics in plain Java, on arrays. Start reading at
 * {@link io.histostream.results.evaluation.statistics.Sample}: what one model said of the labelled images. Curves are in
 * {@code curve}, tests between two models in {@code paired}.
 */
package io.histostream.results.evaluation.statistics;
