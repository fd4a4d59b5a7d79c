package io.histostream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.cli.client.PredictionRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTableTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void countsWhatIsRightByModelAndMagnification() {
        Map<String, String> truth = Map.of("a", "benign", "b", "malignant", "c", "malignant");
        List<PredictionRow> rows = List.of(
                row("a", 40, "SUCCEEDED", "benign", 1),
                row("b", 40, "SUCCEEDED", "benign", 2),
                row("c", 100, "FAILED", null, 3));

        assertThat(new DemoTable(truth, rows).table().lines("-"))
                .containsExactly(
                        "accuracy    40x  100x    all  images  failed  images/s",
                        "------------------------------------------------------",
                        "resnet34  0.500     -  0.500       3       1       1.0");
    }

    private static PredictionRow row(String sha256, int magnification, String state, String label, int second) {
        return new PredictionRow(
                "job",
                "batch",
                sha256,
                null,
                null,
                BigDecimal.valueOf(magnification),
                "resnet34",
                "1.0.0",
                state,
                label,
                null,
                null,
                null,
                START,
                START.plusSeconds(second));
    }
}
