package io.histostream.results.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {

    @Test
    void everyMetricEqualsScikitLearnOrItsPlainDefinition() {
        for (JsonNode one : Reference.cases("samples")) {
            String kind = one.get("kind").asText();
            Reference.assertSame(kind, Metrics.of(Reference.first(one)), one.get("metrics"));
            Reference.assertSame(kind, Metrics.of(Reference.second(one)), one.get("secondMetrics"));
        }
    }

    @Test
    void eachMetricIsDefinedInFiftyCasesOrMore() {
        for (Metric metric : Metric.values()) {
            assertThat(Reference.cases("samples"))
                    .filteredOn(
                            one -> !one.get("metrics").get(metric.jsonName()).isNull())
                    .as(metric.jsonName())
                    .hasSizeGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void troublesAreAmongTheCases() {
        assertThat(Reference.cases("samples"))
                .extracting(one -> one.get("kind").asText())
                .contains("none", "one", "positive", "negative", "ties", "alike", "onePatient", "never", "onePositive");
    }

    @Test
    void confusionCountsEqual() {
        for (JsonNode one : Reference.cases("samples")) {
            JsonNode counts = one.get("confusion");
            assertThat(Confusion.of(Reference.first(one)))
                    .isEqualTo(new Confusion(
                            counts.get(0).asLong(),
                            counts.get(1).asLong(),
                            counts.get(2).asLong(),
                            counts.get(3).asLong()));
        }
    }

    @Test
    void patientLevelEqualsGroupingByHand() {
        for (JsonNode one : Reference.cases("samples")) {
            PatientLevel level = PatientLevel.of(Reference.first(one), 0.5);
            JsonNode expected = one.get("patientLevel");
            assertThat(level.mixedPatients()).isEqualTo(expected.get("mixed").asInt());
            assertThat(level.sample().size()).isEqualTo(expected.get("patients").asInt());
            Reference.assertSame("patients", Metrics.of(level.sample()), expected.get("metrics"));
        }
    }

    @Test
    void temperatureEqualsTheRootFoundByScipy() {
        int defined = 0;
        for (JsonNode one : Reference.cases("samples")) {
            Figure suggested = Temperature.suggested(Reference.first(one));
            Reference.assertSame(one.get("kind").asText(), suggested.value(), one.get("temperature"));
            defined += suggested.isDefined() ? 1 : 0;
        }
        assertThat(defined).isGreaterThanOrEqualTo(50);
    }

    @Test
    void meanAndSpreadOverFoldsEqualNumpy() {
        for (JsonNode one : Reference.cases("foldSpread")) {
            double[] values = Reference.doubles(one.get(0));
            FoldSpread spread =
                    FoldSpread.of(Arrays.stream(values).mapToObj(Figure::of).toList());
            Reference.assertSame("mean", spread.mean().value(), one.get(1));
            Reference.assertSame("deviation", spread.standardDeviation().value(), one.get(2));
        }
    }
}
