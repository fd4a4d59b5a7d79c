package io.histostream.benchmarks;

import io.histostream.contracts.ContractJson;
import io.histostream.contracts.Ids;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.ImageReference;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.LabelScore;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.ModelReference;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Specimen;
import io.histostream.contracts.Timings;
import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How fast outcomes become committed rows when the model costs nothing: they are put straight into Kafka. */
public final class RowThroughput {

    private static final int ROWS = 50_000;
    private static final String DIGEST = "a".repeat(64);

    private final String bootstrapServers;
    private final String jdbcUrl;
    private final String user;
    private final int count;

    /** @param count rows of one measurement */
    public RowThroughput(String bootstrapServers, String jdbcUrl, String user, int count) {
        this.bootstrapServers = bootstrapServers;
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.count = count;
    }

    static void measure(DevStack servers, Report report) throws Exception {
        RowThroughput rows =
                new RowThroughput(servers.bootstrapServers(), servers.jdbcUrl(), servers.databaseUser(), ROWS);
        report.add("outcomes from Kafka to committed rows (durable)", "%.0f rows/s", rows.perSecond());
    }

    /** Sends the outcomes of a new batch and waits for the last row. */
    public double perSecond() throws Exception {
        UUID batchId = UUID.randomUUID();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                CommittedRows rows = new CommittedRows(jdbcUrl, user)) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                Prediction prediction = prediction(batchId);
                // A record that is lost shows as a row that never comes.
                var unused = producer.send(new ProducerRecord<>(
                        Topics.JOB_OUTCOMES,
                        prediction.job().jobId().toString(),
                        ContractJson.MAPPER.writerFor(JobOutcome.class).writeValueAsBytes(prediction)));
            }
            producer.flush();
            rows.await(batchId, count, Duration.ofMillis(100));
            return count * 1e9 / (System.nanoTime() - start);
        }
    }

    private static Prediction prediction(UUID batchId) {
        UUID imageId = UUID.randomUUID();
        ImageJob job = new ImageJob(
                ImageJob.SCHEMA_VERSION,
                Ids.job(batchId, imageId, "bench"),
                batchId,
                imageId,
                "default",
                null,
                new ImageReference("images/default/aa/" + DIGEST, DIGEST, "image/png", 450_000),
                Specimen.UNKNOWN,
                Magnification.of(40),
                "bench",
                Instant.now(),
                null);
        return new Prediction(
                JobOutcome.SCHEMA_VERSION,
                job,
                new ModelReference("bench", "1.0.0", DIGEST),
                "benign",
                List.of(new LabelScore("benign", 0.75), new LabelScore("malignant", 0.25)),
                new Provenance(DIGEST, "cpu", "1.29.0", 1, null),
                new Timings(1, 1, 1, 1),
                Instant.now(),
                null,
                null);
    }
}
