package io.histostream.results.evaluation.statistics.curve;

import io.histostream.results.evaluation.statistics.Ranking;

/** A curve's heights at the fixed places of a band, gathered in one walk down a ranking. */
interface Heights extends Ranking.Step {

    /** The heights at all places; NaN where the curve is undefined in this resample. */
    double[] finished();
}
