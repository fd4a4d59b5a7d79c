/** Loads the labelled predictions of a data set or batch into columns of primitives. */
package io.histostream.results.evaluation.reading;
