package io.histostream.results.evaluation.guard;

/** What a request wants done about patients that a model had seen. */
public enum Contaminated {
    /** Compute nothing and say so. */
    REFUSE,
    /** Leave these patients out and say how many. */
    EXCLUDE,
    /** Compute all the same and call it contaminated. */
    REPORT
}
