package io.histostream.results.outcome;

/** How far a job is. It only ever advances, from the first to one of the others. */
public enum JobState {
    ACCEPTED,
    SUCCEEDED,
    FAILED
}
