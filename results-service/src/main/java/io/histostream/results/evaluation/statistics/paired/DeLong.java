package io.histostream.results.evaluation.statistics.paired;

import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Sample;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * DeLong's comparison of two models' AUC on the same images (DeLong et al. 1988, by the midranks of Sun and Xu 2014).
 * It takes images as independent: where patients have several, the clustered bootstrap is the safer interval.
 *
 * @param first the first model's AUC with its interval
 * @param second the second model's AUC with its interval
 * @param difference first minus second, with its interval
 * @param z the difference in standard errors
 * @param p two-sided
 */
public record DeLong(Figure first, Figure second, Figure difference, Figure z, Figure p) {

    private static final NormalDistribution NORMAL = new NormalDistribution();
    /** Rounding leaves less, any real difference between images more. */
    private static final double NO_VARIANCE = 1e-27;

    private static final String FEW = "fewer than two images of a class: no variance";

    public static DeLong of(Sample first, Sample second, double confidence) {
        Sample.requireSameImages(first, second);
        String lacks = first.lacksClass();
        if (lacks != null) {
            Figure none = Figure.undefined(lacks);
            return new DeLong(none, none, none, none, none);
        }
        Placements ofFirst = Placements.of(first);
        Placements ofSecond = Placements.of(second);
        Placements between = ofFirst.minus(ofSecond);
        double variance = between.variance();
        Figure difference =
                interval(between, confidence, -1, "the models place all images equally far apart: no variance");
        if (difference.low() == null) {
            Figure none = Figure.undefined(difference.noInterval());
            return new DeLong(auc(ofFirst, confidence), auc(ofSecond, confidence), difference, none, none);
        }
        double z = between.area() / Math.sqrt(variance);
        return new DeLong(
                auc(ofFirst, confidence),
                auc(ofSecond, confidence),
                difference,
                Figure.of(z),
                Figure.of(2 * NORMAL.cumulativeProbability(-Math.abs(z))));
    }

    /** One model's AUC with DeLong's interval, cut off at 0 and 1. */
    public static Figure auc(Sample sample, double confidence) {
        String lacks = sample.lacksClass();
        return lacks != null ? Figure.undefined(lacks) : auc(Placements.of(sample), confidence);
    }

    private static Figure auc(Placements placements, double confidence) {
        return interval(placements, confidence, 0, "all images of a class are placed alike: no variance");
    }

    private static Figure interval(Placements placements, double confidence, double least, String noVariance) {
        double variance = placements.variance();
        if (Double.isNaN(variance)) {
            return Figure.withoutInterval(placements.area(), FEW);
        }
        if (variance < NO_VARIANCE) {
            return Figure.withoutInterval(placements.area(), noVariance);
        }
        double half = NORMAL.inverseCumulativeProbability((1 + confidence) / 2) * Math.sqrt(variance);
        double area = placements.area();
        return Figure.within(area, Math.max(least, area - half), Math.min(1, area + half));
    }
}
