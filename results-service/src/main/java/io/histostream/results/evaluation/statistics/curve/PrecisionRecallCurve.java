package io.histostream.results.evaluation.statistics.curve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.results.evaluation.statistics.Ranking;
import io.histostream.results.evaluation.statistics.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * The precision-recall curve from recall 0, where precision is 1 by convention, to recall 1.
 *
 * @param points from the highest threshold to the lowest; empty where the curve is undefined
 * @param undefined why there is no curve, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrecisionRecallCurve(List<PrecisionRecallPoint> points, String undefined) {

    /** @param most greatest number of points that are kept, both ends among them */
    public static PrecisionRecallCurve of(Sample sample, int most) {
        if (sample.positives() == 0) {
            return new PrecisionRecallCurve(List.of(), sample.lacksClass());
        }
        List<PrecisionRecallPoint> points = new ArrayList<>();
        points.add(new PrecisionRecallPoint(null, 0, 1));
        new Ranking(sample)
                .walk(
                        Bands.once(sample),
                        (threshold, hits, alarms) -> points.add(new PrecisionRecallPoint(
                                threshold, (double) hits / sample.positives(), (double) hits / (hits + alarms))));
        return new PrecisionRecallCurve(
                Thinning.of(points, PrecisionRecallPoint::recall, PrecisionRecallPoint::precision, most), null);
    }
}
