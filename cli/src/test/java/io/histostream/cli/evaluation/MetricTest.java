package io.histostream.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void everyMetricIsNamedOnTheCommandLine() {
        assertThat(List.of(Metric.NAMES.split(", ", -1)).stream().map(Metric::of))
                .containsExactly(Metric.values());
    }

    @Test
    void isFoundInAnySpelling() {
        assertThat(List.of("AUC", "auc", "Auc").stream().map(Metric::of)).containsOnly(Metric.AUC);
        assertThat(List.of("balancedAccuracy", "BALANCED_ACCURACY", "balanced accuracy").stream()
                        .map(Metric::of))
                .containsOnly(Metric.BALANCED_ACCURACY);
    }

    @Test
    void namesThoseThatThereAre() {
        assertThatThrownBy(() -> Metric.of("beauty")).hasMessageContaining("average-precision");
    }
}
