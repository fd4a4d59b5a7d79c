package io.histostream.results.evaluation.statistics.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.histostream.results.evaluation.statistics.Sample;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {

    @Test
    void keepsBothEndsAndTheLookOfALongCurve() {
        Sample sample = sample(20_000);
        List<RocPoint> all = RocCurve.of(sample, Integer.MAX_VALUE).points();

        List<RocPoint> thinned = RocCurve.of(sample, 500).points();

        assertThat(thinned).hasSize(500).isSubsetOf(all).startsWith(all.get(0)).endsWith(all.get(all.size() - 1));
        assertThat(area(thinned)).isBetween(area(all) - 5e-4, area(all) + 5e-4);
        assertThat(farthest(all, thinned)).isLessThan(2e-3);
    }

    @Test
    void leavesOutNothingWhereAllFits() {
        Sample sample = sample(100);

        assertThat(RocCurve.of(sample, 101).points()).hasSize(101);
    }

    @Test
    void keepsTheCornerOfAPerfectModel() {
        boolean[] truths = {true, true, true, false, false, false};
        Sample sample = new Sample(new double[] {1, 0.9, 0.8, 0.3, 0.2, 0.1}, truths, truths, new int[6]);

        assertThat(RocCurve.of(sample, 5).points())
                .extracting(RocPoint::falsePositiveRate, RocPoint::truePositiveRate)
                .containsExactly(tuple(0.0, 0.0), tuple(0.0, 1.0), tuple(1.0, 1.0));
    }

    private static double area(List<RocPoint> points) {
        double area = 0;
        for (int index = 1; index < points.size(); index++) {
            RocPoint left = points.get(index - 1);
            RocPoint right = points.get(index);
            area += (right.falsePositiveRate() - left.falsePositiveRate())
                    * (left.truePositiveRate() + right.truePositiveRate())
                    / 2;
        }
        return area;
    }

    /** Greatest height between the thinned curve and a point of the whole one. */
    private static double farthest(List<RocPoint> all, List<RocPoint> thinned) {
        double farthest = 0;
        int segment = 1;
        for (RocPoint point : all) {
            while (thinned.get(segment).threshold() > (point.threshold() == null ? 2 : point.threshold())) {
                segment++;
            }
            RocPoint left = thinned.get(segment - 1);
            RocPoint right = thinned.get(segment);
            double width = right.falsePositiveRate() - left.falsePositiveRate();
            double height = right.truePositiveRate() - left.truePositiveRate();
            double cross = width * (point.truePositiveRate() - left.truePositiveRate())
                    - height * (point.falsePositiveRate() - left.falsePositiveRate());
            farthest = Math.max(farthest, Math.abs(cross) / Math.hypot(width, height));
        }
        return farthest;
    }

    private static Sample sample(int size) {
        Random random = new Random(5);
        double[] scores = new double[size];
        boolean[] truths = new boolean[size];
        for (int row = 0; row < size; row++) {
            truths[row] = random.nextBoolean();
            scores[row] = 1 / (1 + Math.exp(-random.nextGaussian() - (truths[row] ? 1 : -1)));
        }
        return new Sample(scores, truths, truths, new int[size]);
    }
}
