/** A day of arrivals against the rule that scales the workers, so that its thresholds are chosen by evidence. */
package io.histostream.benchmarks.scaling;
