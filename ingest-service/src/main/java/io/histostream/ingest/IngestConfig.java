package io.histostream.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;

/** What an operator decides about this service; every limit of it. */
@ConfigMapping(prefix = "histostream.ingest")
public interface IngestConfig {

    /** Names of the models in service. A batch that names none is classified by all of them. */
    @NotEmpty
    List<String> models();

    /** Images that are uploaded. */
    Image image();

    /** Batches that are posted. */
    Batch batch();

    /** What is accepted and not published yet. */
    Outbox outbox();

    interface Image {

        /** Longest file. */
        @WithDefault("64M")
        MemorySize maxBytes();

        /** Most pixels that a file's header may claim. */
        @Min(1)
        @WithDefault("40000000")
        long maxPixels();

        /** Uploads at the same time; one more is answered 429. A multipart batch counts as one. */
        @Min(1)
        @WithDefault("32")
        int maxConcurrentUploads();
    }

    interface Batch {

        /** Most images; their manifest must fit into one Kafka record, see {@link #maxManifestBytes}. */
        @Min(1)
        @WithDefault("1000")
        int maxImages();

        /** Longest JSON of a request. */
        @WithDefault("2M")
        MemorySize maxJsonBytes();

        /** Longest manifest; must stay below {@code max.message.bytes} of topic {@code batches}. */
        @WithDefault("1000000")
        MemorySize maxManifestBytes();

        /** Longest request with the files in it. Read where the HTTP server's own limit is set. */
        @WithDefault("1G")
        MemorySize maxMultipartBytes();

        /** Longest {@code Idempotency-Key}. */
        @Min(1)
        @WithDefault("255")
        int maxIdempotencyKeyLength();
    }

    interface Outbox {

        /** Accepted batches that may wait for Kafka; one more is answered 503. */
        @Min(1)
        @WithDefault("1000")
        int maxBatches();

        /** How often the store is searched for batches that another process, or an earlier one, left unpublished. */
        @WithDefault("5s")
        Duration scanInterval();

        /** How old a batch of another replica must be before this one publishes it; at start any is. */
        @WithDefault("30s")
        Duration takeOverAfter();

        /** How old a marker without a manifest must be before it is dropped: nothing was accepted under it. */
        @WithDefault("24H")
        Duration dropMarkerAfter();

        /** Records sent and not yet acknowledged at the same time. */
        @Min(1)
        @Max(1000)
        @WithDefault("256")
        int maxRecordsInFlight();

        /** How long a stop waits for the batch that is being published; the rest is published at the next start. */
        @WithDefault("5s")
        Duration stopTimeout();

        /** What a client is told to wait when the outbox is full, or the store is not available. */
        @WithDefault("10s")
        Duration retryAfter();
    }
}
