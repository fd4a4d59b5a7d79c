package io.histostream.results.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootstrapReferenceTest {

    private final Bootstrap bootstrap = Reference.bootstrap();

    @Test
    void intervalsEqualResamplingTheRowsThemselves() {
        int compared = 0;
        for (JsonNode one : Reference.cases("samples")) {
            compared += compared(
                    bootstrap.metrics(Reference.first(one)),
                    one.get("bootstrap").get("metrics"));
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void intervalsOfPairedDifferencesEqual() {
        int compared = 0;
        for (JsonNode one : Reference.cases("samples")) {
            Map<Metric, Figure> difference = bootstrap.pairedDifference(Reference.first(one), Reference.second(one));
            compared += compared(difference, one.get("bootstrap").get("pairedDifference"));
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void intervalsOfTheGapBetweenTwoSamplesEqual() {
        List<JsonNode> cases = Reference.cases("samples");
        int compared = 0;
        for (int index = 0; index < cases.size(); index++) {
            Sample from = Reference.first(cases.get(index));
            Sample to = Reference.first(cases.get((index + 1) % cases.size()));
            Map<Metric, Figure> gap = bootstrap.gap(from, to);
            compared += compared(gap, cases.get(index).get("bootstrap").get("gap"));
            gap.forEach((metric, figure) -> assertThat(figure.value()).isEqualTo(difference(from, to, metric)));
        }
        assertThat(compared).isGreaterThan(300);
    }

    private static Double difference(Sample from, Sample to, Metric metric) {
        Figure here = Metrics.of(from).get(metric);
        Figure there = Metrics.of(to).get(metric);
        return here.isDefined() && there.isDefined() ? there.value() - here.value() : null;
    }

    /** A figure whose point is undefined has no interval, whatever the resamples say. */
    private static int compared(Map<Metric, Figure> figures, JsonNode expected) {
        int compared = 0;
        for (Map.Entry<Metric, Figure> entry : figures.entrySet()) {
            Figure figure = entry.getValue();
            JsonNode interval = expected.get(entry.getKey().jsonName());
            if (!figure.isDefined()) {
                continue;
            }
            if (interval.isNull()) {
                assertThat(figure.noInterval()).as(entry.toString()).isNotBlank();
                continue;
            }
            Reference.assertSame(entry.toString(), figure.low(), interval.get(0));
            Reference.assertSame(entry.toString(), figure.high(), interval.get(1));
            compared++;
        }
        return compared;
    }
}
