package io.histostream.results.evaluation.statistics.curve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.statistics.Reference;
import io.histostream.results.evaluation.statistics.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveReferenceTest {

    private static final int ALL = Integer.MAX_VALUE;

    @Test
    void rocEqualsScikitLearn() {
        int defined = 0;
        for (JsonNode one : Reference.cases("samples")) {
            RocCurve curve = RocCurve.of(Reference.first(one), ALL);
            JsonNode expected = one.get("curves").get("roc");
            assertThat(curve.undefined() != null).isEqualTo(expected.isNull());
            assertThat(curve.points()).hasSize(expected.size());
            for (int index = 0; index < expected.size(); index++) {
                RocPoint point = curve.points().get(index);
                Reference.assertSame(
                        "threshold", point.threshold(), expected.get(index).get(0));
                Reference.assertSame(
                        "rate", point.falsePositiveRate(), expected.get(index).get(1));
                Reference.assertSame(
                        "rate", point.truePositiveRate(), expected.get(index).get(2));
            }
            defined += expected.isNull() ? 0 : 1;
        }
        assertThat(defined).isGreaterThanOrEqualTo(50);
    }

    @Test
    void precisionRecallEqualsScikitLearn() {
        int defined = 0;
        for (JsonNode one : Reference.cases("samples")) {
            PrecisionRecallCurve curve = PrecisionRecallCurve.of(Reference.first(one), ALL);
            JsonNode expected = one.get("curves").get("precisionRecall");
            assertThat(curve.undefined() != null).isEqualTo(expected.isNull());
            assertThat(curve.points()).hasSize(expected.size());
            for (int index = 0; index < expected.size(); index++) {
                PrecisionRecallPoint point = curve.points().get(index);
                Reference.assertSame(
                        "threshold", point.threshold(), expected.get(index).get(0));
                Reference.assertSame(
                        "recall", point.recall(), expected.get(index).get(1));
                Reference.assertSame(
                        "precision", point.precision(), expected.get(index).get(2));
            }
            defined += expected.isNull() ? 0 : 1;
        }
        assertThat(defined).isGreaterThanOrEqualTo(50);
    }

    @Test
    void reliabilityBinsEqualScikitLearnAndStatsmodels() {
        for (JsonNode one : Reference.cases("samples")) {
            List<ReliabilityBin> bins = ReliabilityBin.of(Reference.first(one), 0.95);
            assertThat(bins).hasSize(10);
            for (int index = 0; index < bins.size(); index++) {
                ReliabilityBin bin = bins.get(index);
                JsonNode expected = one.get("reliability").get(index);
                assertThat(bin.count()).isEqualTo(expected.get(0).asInt());
                Reference.assertSame("mean score", bin.meanScore(), expected.get(1));
                Reference.assertSame("observed", bin.observed(), expected.get(2));
                Reference.assertSame("low", bin.observedLow(), expected.get(3));
                Reference.assertSame("high", bin.observedHigh(), expected.get(4));
            }
        }
    }

    @Test
    void wilsonEqualsStatsmodels() {
        for (JsonNode one : Reference.cases("wilson")) {
            Figure share = Wilson.share(one.get(0).asInt(), one.get(1).asInt(), 0.95);
            Reference.assertSame(one.toString(), share.low(), one.get(2));
            Reference.assertSame(one.toString(), share.high(), one.get(3));
        }
        assertThat(Wilson.share(0, 0, 0.95).undefined()).isEqualTo("no image");
    }

    @Test
    void bandsEqualResamplingTheRowsThemselves() {
        int roc = 0;
        int precisionRecall = 0;
        for (JsonNode one : Reference.cases("samples")) {
            Sample sample = Reference.first(one);
            JsonNode expected = one.get("bootstrap");
            roc += compared(Bands.roc(sample, Reference.bootstrap()), expected.get("roc"));
            precisionRecall +=
                    compared(Bands.precisionRecall(sample, Reference.bootstrap()), expected.get("precisionRecall"));
        }
        assertThat(roc).isGreaterThanOrEqualTo(50);
        assertThat(precisionRecall).isGreaterThanOrEqualTo(50);
    }

    private static int compared(Band band, JsonNode expected) {
        assertThat(band.noInterval() != null).isEqualTo(expected.isNull());
        for (int index = 0; index < expected.size(); index++) {
            Band.BandPoint point = band.points().get(10 * index);
            Reference.assertSame("place", point.at(), Reference.get("places").get(index));
            Reference.assertSame(
                    "low at " + point.at(), point.low(), expected.get(index).get(0));
            Reference.assertSame(
                    "high at " + point.at(), point.high(), expected.get(index).get(1));
        }
        return expected.isNull() ? 0 : 1;
    }
}
