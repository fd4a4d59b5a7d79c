package io.histostream.ingest;

import io.histostream.contracts.ProblemCode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Owns the names and tags of every meter of this service. */
@Singleton
public class IngestMetrics {

    private static final String UPLOADS = "histostream.ingest.uploads";
    private static final String UPLOAD_DURATION = "histostream.ingest.upload.duration";
    private static final String UPLOAD_BYTES = "histostream.ingest.upload.bytes";
    private static final String UPLOADS_IN_FLIGHT = "histostream.ingest.uploads.in-flight";
    private static final String BATCHES = "histostream.ingest.batches";
    private static final String BATCH_IMAGES = "histostream.ingest.batch.images";
    private static final String RECORDS_PUBLISHED = "histostream.ingest.records.published";
    private static final String PUBLISH_FAILURES = "histostream.ingest.publish.failures";
    private static final String OUTBOX_BATCHES = "histostream.ingest.outbox.batches";
    private static final String OUTBOX_AGE = "histostream.ingest.outbox.age";

    private static final String OUTCOME = "outcome";
    private static final String CODE = "code";
    private static final String TOPIC = "topic";
    private static final String NONE = "none";

    /** How an upload or a batch ended. */
    public enum Outcome {
        CREATED,
        KNOWN,
        REFUSED
    }

    private final MeterRegistry registry;

    public IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void imageReceived(boolean created, long bytes, Duration duration) {
        count(UPLOADS, created ? Outcome.CREATED : Outcome.KNOWN, NONE);
        DistributionSummary.builder(UPLOAD_BYTES)
                .baseUnit("bytes")
                .register(registry)
                .record(bytes);
        Timer.builder(UPLOAD_DURATION).register(registry).record(duration);
    }

    public void imageRefused(ProblemCode code) {
        count(UPLOADS, Outcome.REFUSED, code.name());
    }

    public void batchAccepted(boolean created, int images) {
        count(BATCHES, created ? Outcome.CREATED : Outcome.KNOWN, NONE);
        if (created) {
            DistributionSummary.builder(BATCH_IMAGES).register(registry).record(images);
        }
    }

    public void batchRefused(ProblemCode code) {
        count(BATCHES, Outcome.REFUSED, code.name());
    }

    public void recordsPublished(String topic, long records) {
        registry.counter(RECORDS_PUBLISHED, TOPIC, topic).increment(records);
    }

    public void publishFailed() {
        registry.counter(PUBLISH_FAILURES).increment();
    }

    public void watchUploads(Supplier<Number> inFlight) {
        registry.gauge(UPLOADS_IN_FLIGHT, inFlight, supplier -> supplier.get().doubleValue());
    }

    public void watchOutbox(Supplier<Number> batches, Supplier<Duration> age) {
        registry.gauge(OUTBOX_BATCHES, batches, supplier -> supplier.get().doubleValue());
        TimeGauge.builder(OUTBOX_AGE, age, TimeUnit.MILLISECONDS, supplier -> supplier.get()
                        .toMillis())
                .strongReference(true)
                .register(registry);
    }

    private void count(String name, Outcome outcome, String code) {
        registry.counter(name, OUTCOME, outcome.name().toLowerCase(Locale.ROOT), CODE, code)
                .increment();
    }
}
