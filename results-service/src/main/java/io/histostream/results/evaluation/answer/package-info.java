/** Keeps what was computed for as long as nothing has changed that it was computed from. */
package io.histostream.results.evaluation.answer;
