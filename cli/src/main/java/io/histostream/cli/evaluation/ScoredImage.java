package io.histostream.cli.evaluation;

/**
 * One prediction beside the truth.
 *
 * @param positive whether the truth is the positive label
 * @param right whether the predicted label is the truth
 * @param predictedPositive whether the predicted label is the positive one
 * @param score of the positive label, or {@code null} where the model has no such label
 */
record ScoredImage(boolean positive, boolean right, boolean predictedPositive, Double score) {}
