package io.histostream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {

    @Test
    void hasDefaultsForEverythingButTheModels() {
        IngestConfig config = config(Map.of("histostream.ingest.models", "resnet34"));

        assertThat(config.models()).containsExactly("resnet34");
        assertThat(config.image().maxBytes().asLongValue()).isEqualTo(64L << 20);
        assertThat(config.image().maxPixels()).isEqualTo(40_000_000);
        assertThat(config.image().maxConcurrentUploads()).isEqualTo(32);
        assertThat(config.batch().maxImages()).isEqualTo(1000);
        assertThat(config.batch().maxJsonBytes().asLongValue()).isEqualTo(2L << 20);
        assertThat(config.batch().maxManifestBytes().asLongValue()).isEqualTo(1_000_000);
        assertThat(config.batch().maxMultipartBytes().asLongValue()).isEqualTo(1L << 30);
        assertThat(config.batch().maxIdempotencyKeyLength()).isEqualTo(255);
        assertThat(config.outbox().maxBatches()).isEqualTo(1000);
        assertThat(config.outbox().scanInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.outbox().takeOverAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.outbox().dropMarkerAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(config.outbox().maxRecordsInFlight()).isEqualTo(256);
        assertThat(config.outbox().stopTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.outbox().retryAfter()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void readsEveryProperty() {
        IngestConfig config = config(Map.ofEntries(
                Map.entry("histostream.ingest.models", "resnet34,alexnet"),
                Map.entry("histostream.ingest.image.max-bytes", "1M"),
                Map.entry("histostream.ingest.image.max-pixels", "2"),
                Map.entry("histostream.ingest.image.max-concurrent-uploads", "3"),
                Map.entry("histostream.ingest.batch.max-images", "4"),
                Map.entry("histostream.ingest.batch.max-json-bytes", "5K"),
                Map.entry("histostream.ingest.batch.max-manifest-bytes", "6"),
                Map.entry("histostream.ingest.batch.max-multipart-bytes", "7"),
                Map.entry("histostream.ingest.batch.max-idempotency-key-length", "8"),
                Map.entry("histostream.ingest.outbox.max-batches", "9"),
                Map.entry("histostream.ingest.outbox.scan-interval", "10s"),
                Map.entry("histostream.ingest.outbox.take-over-after", "11s"),
                Map.entry("histostream.ingest.outbox.drop-marker-after", "12H"),
                Map.entry("histostream.ingest.outbox.max-records-in-flight", "13"),
                Map.entry("histostream.ingest.outbox.stop-timeout", "14ms"),
                Map.entry("histostream.ingest.outbox.retry-after", "15s")));

        assertThat(config.models()).containsExactly("resnet34", "alexnet");
        assertThat(config.image().maxBytes().asLongValue()).isEqualTo(1L << 20);
        assertThat(config.image().maxPixels()).isEqualTo(2);
        assertThat(config.image().maxConcurrentUploads()).isEqualTo(3);
        assertThat(config.batch().maxImages()).isEqualTo(4);
        assertThat(config.batch().maxJsonBytes().asLongValue()).isEqualTo(5 * 1024);
        assertThat(config.batch().maxManifestBytes().asLongValue()).isEqualTo(6);
        assertThat(config.batch().maxMultipartBytes().asLongValue()).isEqualTo(7);
        assertThat(config.batch().maxIdempotencyKeyLength()).isEqualTo(8);
        assertThat(config.outbox().maxBatches()).isEqualTo(9);
        assertThat(config.outbox().scanInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.outbox().takeOverAfter()).isEqualTo(Duration.ofSeconds(11));
        assertThat(config.outbox().dropMarkerAfter()).isEqualTo(Duration.ofHours(12));
        assertThat(config.outbox().maxRecordsInFlight()).isEqualTo(13);
        assertThat(config.outbox().stopTimeout()).isEqualTo(Duration.ofMillis(14));
        assertThat(config.outbox().retryAfter()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void refusesAPropertyThatItDoesNotKnow() {
        Map<String, String> mistyped =
                Map.of("histostream.ingest.models", "resnet34", "histostream.ingest.batch.max-image", "4");

        assertThatThrownBy(() -> config(mistyped)).hasMessageContaining("max-image");
    }

    @Test
    void theStoreHasDefaultsForEverythingButItsFolder() {
        ImageStoreConfig config =
                build(Map.of("histostream.image-store.folder", "/images")).getConfigMapping(ImageStoreConfig.class);

        assertThat(config.folder()).contains(Path.of("/images"));
        assertThat(config.s3().bucket()).isEmpty();
        assertThat(config.initialiseEmptyFolder()).isFalse();
        assertThat(config.sweepAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(config.sweepInterval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void readsEveryPropertyOfTheStore() {
        ImageStoreConfig config = build(Map.of(
                        "histostream.image-store.folder", "/images",
                        "histostream.image-store.initialise-empty-folder", "true",
                        "histostream.image-store.s3.bucket", "images",
                        "histostream.image-store.sweep-after", "2H",
                        "histostream.image-store.sweep-interval", "3M"))
                .getConfigMapping(ImageStoreConfig.class);

        assertThat(config.initialiseEmptyFolder()).isTrue();
        assertThat(config.s3().bucket()).contains("images");
        assertThat(config.s3().region()).isEqualTo("us-east-1");
        assertThat(config.sweepAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(config.sweepInterval()).isEqualTo(Duration.ofMinutes(3));
    }

    private static IngestConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IngestConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(IngestConfig.class);
    }

    private static SmallRyeConfig build(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ImageStoreConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
    }
}
