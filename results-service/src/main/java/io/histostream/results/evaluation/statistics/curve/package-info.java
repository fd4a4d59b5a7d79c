/** ROC, precision-recall and reliability curves, thinned to what a chart can show. */
package io.histostream.results.evaluation.statistics.curve;
