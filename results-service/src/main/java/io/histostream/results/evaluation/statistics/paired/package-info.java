/** Tests between two models that saw the same images, and the correction for testing many pairs. */
package io.histostream.results.evaluation.statistics.paired;
