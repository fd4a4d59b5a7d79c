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
        assertThat(config.query().maxLimit()).isEqualTo(500);
        assertThat(config.query().exportPage()).isEqualTo(1000);
        assertThat(config.query().pageBudget()).isEqualTo(Duration.ofMillis(15));
        assertThat(config.query().viewLimit()).isEqualTo(5000);
        assertThat(config.picture().maxBytes()).isEqualTo(64L << 20);
        assertThat(config.picture().maxPixels()).isEqualTo(16_000_000);
        assertThat(config.picture().concurrent()).isEqualTo(2);
        assertThat(config.picture().maxWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.evaluation().maxImages()).isEqualTo(200000);
        assertThat(config.evaluation().resamples()).isEqualTo(1000);
        assertThat(config.evaluation().maxResamples()).isEqualTo(10000);
        assertThat(config.evaluation().seed()).isEqualTo(20260101);
        assertThat(config.evaluation().maxContestants()).isEqualTo(20);
        assertThat(config.evaluation().answers()).isEqualTo(200);
        assertThat(config.evaluation().keptPredictions()).isEqualTo(2000000);
        assertThat(config.evaluation().checkInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.evaluation().staleFor()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.evaluation().concurrent()).isEqualTo(1);
        assertThat(config.evaluation().waiting()).isEqualTo(32);
        assertThat(config.evaluation().maxWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.labels().maxCsvBytes()).isEqualTo(64L << 20);
        assertThat(config.labels().maxJsonBytes()).isEqualTo(16L << 20);
        assertThat(config.labels().concurrent()).isEqualTo(4);
        assertThat(config.worklist().maxJobs()).isEqualTo(50_000);
        assertThat(config.worklist().keep()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.worklist().nearThreshold()).isEqualTo(0.1);
        assertThat(config.worklist().uncertainFrom()).isEqualTo(0.9);
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
                Map.entry("histostream.results.picture.max-wait", "PT13S"),
                Map.entry("histostream.results.evaluation.max-images", "14"),
                Map.entry("histostream.results.evaluation.resamples", "15"),
                Map.entry("histostream.results.evaluation.max-resamples", "16"),
                Map.entry("histostream.results.evaluation.seed", "17"),
                Map.entry("histostream.results.evaluation.max-contestants", "18"),
                Map.entry("histostream.results.evaluation.answers", "19"),
                Map.entry("histostream.results.evaluation.kept-predictions", "20"),
                Map.entry("histostream.results.evaluation.check-interval", "PT21S"),
                Map.entry("histostream.results.evaluation.stale-for", "PT22S"),
                Map.entry("histostream.results.evaluation.concurrent", "23"),
                Map.entry("histostream.results.evaluation.waiting", "24"),
                Map.entry("histostream.results.evaluation.max-wait", "PT25S"),
                Map.entry("histostream.results.labels.max-csv-bytes", "14"),
                Map.entry("histostream.results.labels.max-json-bytes", "15"),
                Map.entry("histostream.results.labels.concurrent", "16"),
                Map.entry("histostream.results.worklist.max-jobs", "17"),
                Map.entry("histostream.results.worklist.keep", "PT18S"),
                Map.entry("histostream.results.worklist.near-threshold", "0.19"),
                Map.entry("histostream.results.worklist.uncertain-from", "0.2")));

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
        assertThat(config.evaluation().maxImages()).isEqualTo(14);
        assertThat(config.evaluation().resamples()).isEqualTo(15);
        assertThat(config.evaluation().maxResamples()).isEqualTo(16);
        assertThat(config.evaluation().seed()).isEqualTo(17);
        assertThat(config.evaluation().maxContestants()).isEqualTo(18);
        assertThat(config.evaluation().answers()).isEqualTo(19);
        assertThat(config.evaluation().keptPredictions()).isEqualTo(20);
        assertThat(config.evaluation().checkInterval()).isEqualTo(Duration.ofSeconds(21));
        assertThat(config.evaluation().staleFor()).isEqualTo(Duration.ofSeconds(22));
        assertThat(config.evaluation().concurrent()).isEqualTo(23);
        assertThat(config.evaluation().waiting()).isEqualTo(24);
        assertThat(config.evaluation().maxWait()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.labels().maxCsvBytes()).isEqualTo(14);
        assertThat(config.labels().maxJsonBytes()).isEqualTo(15);
        assertThat(config.labels().concurrent()).isEqualTo(16);
        assertThat(config.worklist().maxJobs()).isEqualTo(17);
        assertThat(config.worklist().keep()).isEqualTo(Duration.ofSeconds(18));
        assertThat(config.worklist().nearThreshold()).isEqualTo(0.19);
        assertThat(config.worklist().uncertainFrom()).isEqualTo(0.2);
    }

    private static ResultsConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(ResultsConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(ResultsConfig.class);
    }
}
