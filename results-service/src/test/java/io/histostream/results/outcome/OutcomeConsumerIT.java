package io.histostream.results.outcome;

import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.failure;
import static io.histostream.results.SampleMessages.jobs;
import static io.histostream.results.SampleMessages.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStackResource;
import io.histostream.results.KafkaClient;
import io.histostream.results.Rows;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutcomeConsumerIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private KafkaClient kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaClient(DevStackResource.stack().bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void anOutcomeThatComesTwiceIsOneRow() throws SQLException {
        BatchAccepted batch = batch(10, "resnet34");
        List<ImageJob> jobs = jobs(batch);
        int deadLetters = kafka.deadLetters().size();

        for (int time = 0; time < 3; time++) {
            kafka.send(batch);
            jobs.forEach(job -> kafka.send(prediction(job, 0.75)));
            kafka.flush();
        }

        awaitConsumed();
        assertThat(Rows.byState(batch.batchId())).isEqualTo(Map.of("SUCCEEDED", 10L));
        assertThat(kafka.deadLetters()).hasSize(deadLetters);
    }

    @Test
    void anOutcomeBeforeItsBatchGivesTheWholeRow() throws SQLException {
        BatchAccepted batch = batch(2, "resnet34");
        List<ImageJob> jobs = jobs(batch);

        kafka.send(withEverything(prediction(jobs.get(0), 0.75)));
        awaitState(jobs.get(0), "SUCCEEDED");
        kafka.send(batch);
        awaitState(jobs.get(1), "ACCEPTED");

        Map<String, Object> early = Rows.job(jobs.get(0).jobId());
        kafka.send(withEverything(prediction(jobs.get(1), 0.75)));
        awaitState(jobs.get(1), "SUCCEEDED");
        Map<String, Object> late = Rows.job(jobs.get(1).jobId());
        assertThat(early).containsEntry("state", "SUCCEEDED").containsEntry("label", "malignant");
        assertThat(early.get("patient_id")).isEqualTo("p-0");
        assertThat(nulls(early)).isEqualTo(nulls(late)).containsExactlyInAnyOrder("failure_code", "failure_detail");
    }

    private static Prediction withEverything(Prediction sample) {
        Provenance provenance = sample.provenance();
        return new Prediction(
                        sample.schemaVersion(),
                        sample.job(),
                        sample.model(),
                        sample.label(),
                        sample.scores(),
                        new Provenance(
                                provenance.preprocessingDigest(),
                                provenance.executionProvider(),
                                provenance.runtimeVersion(),
                                provenance.batchSize(),
                                "int8"),
                        sample.timings(),
                        sample.completedAt(),
                        0.5,
                        null)
                .withActivationMap("key-of-its-maps");
    }

    @Test
    void aStateThatIsReachedStays() throws SQLException {
        BatchAccepted batch = batch(2, "resnet34");
        ImageJob failed = jobs(batch).get(0);
        ImageJob succeeded = jobs(batch).get(1);

        kafka.send(failure(failed, "The file ends early."));
        kafka.send(prediction(succeeded, 0.25));
        awaitState(failed, "FAILED");
        awaitState(succeeded, "SUCCEEDED");
        Map<String, Object> before = Rows.job(failed.jobId());
        kafka.send(prediction(failed, 0.75));
        kafka.send(failure(succeeded, "Too late."));
        kafka.send(batch);
        awaitConsumed();

        assertThat(Rows.job(failed.jobId())).isEqualTo(before);
        assertThat(Rows.job(succeeded.jobId())).containsEntry("state", "SUCCEEDED");
    }

    @Test
    void anUnreadableRecordAndARefusedRowGoToTheDeadLettersAndTheRestGoesOn() throws SQLException {
        BatchAccepted batch = batch(200, "resnet34");
        List<ImageJob> jobs = jobs(batch);
        byte[] unreadable = "{\"outcome\":\"prediction\",".getBytes(StandardCharsets.UTF_8);
        int before = kafka.deadLetters().size();

        for (int i = 0; i < jobs.size(); i++) {
            if (i == 50) {
                kafka.send(Topics.JOB_OUTCOMES, "unreadable", unreadable);
            }
            // PostgreSQL has no text with a zero character.
            kafka.send(i == 150 ? failure(jobs.get(i), "a zero \u0000 within") : prediction(jobs.get(i), 0.75));
        }
        kafka.send(Topics.JOB_OUTCOMES, "unreadable", unreadable);
        kafka.flush();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Rows.byState(batch.batchId())).isEqualTo(Map.of("SUCCEEDED", 199L)));
        await().atMost(SOON).untilAsserted(() -> assertThat(kafka.deadLetters()).hasSize(before + 3));
        List<byte[]> values = kafka.deadLetters().stream()
                .skip(before)
                .map(letter -> letter.value())
                .toList();
        assertThat(values.stream().filter(value -> java.util.Arrays.equals(value, unreadable)))
                .hasSize(2);
        assertThat(values.stream().map(value -> new String(value, StandardCharsets.UTF_8)))
                .anyMatch(value -> value.contains(jobs.get(150).jobId().toString()));
    }

    private void awaitConsumed() {
        kafka.flush();
        await().atMost(SOON).until(() -> kafka.isConsumed(Topics.JOB_OUTCOMES) && kafka.isConsumed(Topics.BATCHES));
    }

    private static void awaitState(ImageJob job, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Rows.job(job.jobId())).containsEntry("state", state));
    }

    private static List<String> nulls(Map<String, Object> row) {
        return row.entrySet().stream()
                .filter(column -> column.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
    }
}
