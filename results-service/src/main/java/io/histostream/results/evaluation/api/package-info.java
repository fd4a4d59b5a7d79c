/** What the evaluation answers: plain records, the same for JSON, CSV and pages. */
package io.histostream.results.evaluation.api;
