package io.histostream.results.evaluation.measure;

import io.histostream.results.evaluation.api.Curves.Bin;
import io.histostream.results.evaluation.api.Curves.PrecisionRecall;
import io.histostream.results.evaluation.api.Curves.PrecisionRecallPoint;
import io.histostream.results.evaluation.api.Curves.RecallBand;
import io.histostream.results.evaluation.api.Curves.Reliability;
import io.histostream.results.evaluation.api.Curves.Roc;
import io.histostream.results.evaluation.api.Curves.RocBand;
import io.histostream.results.evaluation.api.Curves.RocPoint;
import io.histostream.results.evaluation.api.Metrics;
import io.histostream.results.evaluation.statistics.Sample;
import io.histostream.results.evaluation.statistics.curve.Band;
import io.histostream.results.evaluation.statistics.curve.Bands;
import io.histostream.results.evaluation.statistics.curve.PrecisionRecallCurve;
import io.histostream.results.evaluation.statistics.curve.ReliabilityBin;
import io.histostream.results.evaluation.statistics.curve.RocCurve;
import java.util.List;

/** The curves of one row. */
record CurveDrawing(Sample sample, Metrics metrics, Intervals intervals) {

    /** As many points as a chart can show. */
    private static final int MOST_POINTS = 500;

    Roc roc() {
        RocCurve curve = RocCurve.of(sample, MOST_POINTS);
        return new Roc(
                curve.points().stream()
                        .map(point ->
                                new RocPoint(point.threshold(), point.falsePositiveRate(), point.truePositiveRate()))
                        .toList(),
                band(intervals.resamples() == 0 ? null : Bands.roc(sample, intervals.bootstrap())).stream()
                        .map(point -> new RocBand(point.at(), point.low(), point.high()))
                        .toList(),
                metrics.auc(),
                curve.undefined());
    }

    PrecisionRecall precisionRecall() {
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(sample, MOST_POINTS);
        return new PrecisionRecall(
                curve.points().stream()
                        .map(point -> new PrecisionRecallPoint(point.threshold(), point.recall(), point.precision()))
                        .toList(),
                band(intervals.resamples() == 0 ? null : Bands.precisionRecall(sample, intervals.bootstrap())).stream()
                        .map(point -> new RecallBand(point.at(), point.low(), point.high()))
                        .toList(),
                metrics.averagePrecision(),
                curve.undefined());
    }

    Reliability reliability() {
        List<Bin> bins = ReliabilityBin.of(sample, Intervals.CONFIDENCE).stream()
                .map(bin -> new Bin(
                        bin.low(),
                        bin.high(),
                        bin.count(),
                        bin.meanScore(),
                        bin.observed(),
                        bin.observedLow(),
                        bin.observedHigh()))
                .toList();
        return new Reliability(bins, metrics.brier(), metrics.calibrationError());
    }

    private static List<Band.BandPoint> band(Band band) {
        return band == null ? List.of() : band.points();
    }
}
