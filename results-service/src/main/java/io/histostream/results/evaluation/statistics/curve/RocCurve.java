package io.histostream.results.evaluation.statistics.curve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.histostream.results.evaluation.statistics.Ranking;
import io.histostream.results.evaluation.statistics.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * The ROC curve from (0, 0) to (1, 1).
 *
 * @param points from the highest threshold to the lowest; empty where the curve is undefined
 * @param undefined why there is no curve, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RocCurve(List<RocPoint> points, String undefined) {

    /** @param most greatest number of points that are kept, both ends among them */
    public static RocCurve of(Sample sample, int most) {
        String lacks = sample.lacksClass();
        if (lacks != null) {
            return new RocCurve(List.of(), lacks);
        }
        List<RocPoint> points = new ArrayList<>();
        points.add(new RocPoint(null, 0, 0));
        new Ranking(sample)
                .walk(
                        Bands.once(sample),
                        (threshold, hits, alarms) -> points.add(new RocPoint(
                                threshold, (double) alarms / sample.negatives(), (double) hits / sample.positives())));
        return new RocCurve(Thinning.of(points, RocPoint::falsePositiveRate, RocPoint::truePositiveRate, most), null);
    }
}
