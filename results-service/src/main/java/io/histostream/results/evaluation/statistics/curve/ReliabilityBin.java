package io.histostream.results.evaluation.statistics.curve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Sample;
import io.histostream.results.evaluation.statistics.ScoreBins;
import java.util.ArrayList;
import java.util.List;

/**
 * How scores of one bin compare with the truth; what is {@code null} is undefined, as no image is in the bin.
 *
 * @param observed share of the bin's images that are positive in truth, within Wilson's interval
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReliabilityBin(
        double low,
        double high,
        int count,
        Double meanScore,
        Double observed,
        Double observedLow,
        Double observedHigh) {

    /** All ten bins of {@link ScoreBins}, empty ones included. */
    public static List<ReliabilityBin> of(Sample sample, double confidence) {
        int[] counts = new int[ScoreBins.COUNT];
        int[] positives = new int[ScoreBins.COUNT];
        double[] scores = new double[ScoreBins.COUNT];
        for (int row = 0; row < sample.size(); row++) {
            int bin = ScoreBins.of(sample.score(row));
            counts[bin]++;
            positives[bin] += sample.truth(row) ? 1 : 0;
            scores[bin] += sample.score(row);
        }
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int bin = 0; bin < counts.length; bin++) {
            Figure share = Wilson.share(positives[bin], counts[bin], confidence);
            bins.add(new ReliabilityBin(
                    ScoreBins.low(bin),
                    ScoreBins.high(bin),
                    counts[bin],
                    share.isDefined() ? scores[bin] / counts[bin] : null,
                    share.value(),
                    share.low(),
                    share.high()));
        }
        return bins;
    }
}
