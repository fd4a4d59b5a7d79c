/** Writes evaluations as CSV. */
package io.histostream.results.evaluation.table;
