package io.histostream.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsConfigTest {

    @Test
    void defaults() {
        ResultsConfig config = config(Map.of());

        assertThat(config.positiveLabel()).isEqualTo("malignant");
        assertThat(config.intake().rowsPerStatement()).isEqualTo(1000);
        assertThat(config.intake().firstPause()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.intake().longestPause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.intake().drainTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.progress().pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.progress().heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.query().defaultLimit()).isEqualTo(50);
        assertThat(config.query().maxLimit()).isEqualTo(1000);
        assertThat(config.query().exportPage()).isEqualTo(1000);
        assertThat(config.query().pageBudget()).isEqualTo(Duration.ofMillis(15));
        assertThat(config.query().viewLimit()).isEqualTo(5000);
        assertThat(config.picture().maxBytes()).isEqualTo(64L << 20);
        assertThat(config.picture().maxPixels()).isEqualTo(16_000_000);
        assertThat(config.picture().concurrent()).isEqualTo(2);
        assertThat(config.picture().maxWait()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void everyProperty() {
        ResultsConfig config = config(Map.ofEntries(
                Map.entry("histostream.results.positive-label", "invasive"),
                Map.entry("histostream.results.intake.rows-per-statement", "10"),
                Map.entry("histostream.results.intake.first-pause", "PT1S"),
                Map.entry("histostream.results.intake.longest-pause", "PT2S"),
                Map.entry("histostream.results.intake.drain-timeout", "PT3S"),
                Map.entry("histostream.results.progress.poll-interval", "PT4S"),
                Map.entry("histostream.results.progress.heartbeat", "PT5S"),
                Map.entry("histostream.results.query.default-limit", "6"),
                Map.entry("histostream.results.query.max-limit", "7"),
                Map.entry("histostream.results.query.export-page", "8"),
                Map.entry("histostream.results.query.view-limit", "9"),
                Map.entry("histostream.results.query.page-budget", "PT14S"),
                Map.entry("histostream.results.picture.max-bytes", "10"),
                Map.entry("histostream.results.picture.max-pixels", "11"),
                Map.entry("histostream.results.picture.concurrent", "12"),
                Map.entry("histostream.results.picture.max-wait", "PT13S")));

        assertThat(config.positiveLabel()).isEqualTo("invasive");
        assertThat(config.intake().rowsPerStatement()).isEqualTo(10);
        assertThat(config.intake().firstPause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.intake().longestPause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.intake().drainTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.progress().pollInterval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.progress().heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.query().defaultLimit()).isEqualTo(6);
        assertThat(config.query().maxLimit()).isEqualTo(7);
        assertThat(config.query().exportPage()).isEqualTo(8);
        assertThat(config.query().viewLimit()).isEqualTo(9);
        assertThat(config.query().pageBudget()).isEqualTo(Duration.ofSeconds(14));
        assertThat(config.picture().maxBytes()).isEqualTo(10);
        assertThat(config.picture().maxPixels()).isEqualTo(11);
        assertThat(config.picture().concurrent()).isEqualTo(12);
        assertThat(config.picture().maxWait()).isEqualTo(Duration.ofSeconds(13));
    }

    private static ResultsConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(ResultsConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(ResultsConfig.class);
    }
}
