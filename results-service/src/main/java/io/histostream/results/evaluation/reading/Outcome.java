package io.histostream.results.evaluation.reading;

/** What became of one image under one model version. */
public enum Outcome {
    /** Nothing has come yet. */
    MISSING,
    /** It only failed. */
    FAILED,
    SUCCEEDED
}
