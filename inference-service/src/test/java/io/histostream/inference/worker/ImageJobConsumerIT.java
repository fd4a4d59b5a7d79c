package io.histostream.inference.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.FailureCode;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobFailure;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.ModelInService;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStackResource;
import io.histostream.imagestore.ImageStore;
import io.histostream.inference.model.Sha256;
import io.histostream.messaging.DeliveryRules;
import io.histostream.messaging.KafkaClient;
import io.histostream.messaging.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = TinyModelResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
        value = DevStackResource.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "image-jobs.tiny", value = "2"),
            @ResourceArg(name = "job-outcomes", value = "1"),
            @ResourceArg(name = "models-in-service", value = "1"),
            @ResourceArg(name = "dead-letters", value = "1")
        })
class ImageJobConsumerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    // Not to be taken for the model's traps, which are pure white and black.
    private static final Color PINK = new Color(220, 90, 110);
    private static final Color VIOLET = new Color(90, 60, 160);

    private static TestTopics topics;

    @Inject
    ImageStore store;

    @Inject
    KafkaClients clients;

    @BeforeAll
    static void connect() {
        topics = new TestTopics();
    }

    @AfterAll
    static void disconnect() {
        topics.close();
    }

    @Test
    void predictsAStoredImage() {
        byte[] red = Jobs.picture(PINK, 1);
        Jobs.store(store, red);
        ImageJob job = Jobs.job(red);

        topics.send(job);

        Prediction prediction = (Prediction) onlyOutcome(job);
        assertThat(prediction.label()).isEqualTo("malignant");
        assertThat(prediction.job()).isEqualTo(job);
        assertThat(prediction.model().name()).isEqualTo("tiny");
        assertThat(prediction.provenance().executionProvider()).isEqualTo("cpu");
    }

    @Test
    void failsAJobWhoseImageTheStoreDoesNotHave() {
        ImageJob job = Jobs.job("ab".repeat(32), 100);

        topics.send(job);

        assertThat(failureOf(job)).isEqualTo(FailureCode.IMAGE_MISSING);
    }

    @Test
    void failsAJobWhoseStoredBytesAreOthers() {
        byte[] posted = Jobs.picture(PINK, 2);
        byte[] stored = posted.clone();
        stored[stored.length / 2] ^= 1;
        Jobs.store(store, Sha256.of(posted), stored);
        ImageJob job = Jobs.job(posted);

        topics.send(job);

        assertThat(failureOf(job)).isEqualTo(FailureCode.DIGEST_MISMATCH);
    }

    @Test
    void failsOnlyThePoisonedImageAmongGoodOnes() {
        List<ImageJob> good = new ArrayList<>();
        List<ImageJob> poisoned = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean poison = i % 10 == 5;
            byte[] picture = Jobs.picture(poison ? Color.WHITE : VIOLET, 10 + i);
            Jobs.store(store, picture);
            (poison ? poisoned : good).add(Jobs.job(picture));
            topics.send(poison ? poisoned.get(poisoned.size() - 1) : good.get(good.size() - 1));
        }

        assertThat(poisoned).allSatisfy(job -> assertThat(failureOf(job)).isEqualTo(FailureCode.INFERENCE_FAILED));
        assertThat(good).allSatisfy(job -> assertThat(onlyOutcome(job)).isInstanceOf(Prediction.class));
    }

    @Test
    void failsAJobWhoseScoreIsNotANumber() {
        byte[] black = Jobs.picture(Color.BLACK, 3);
        Jobs.store(store, black);
        ImageJob job = Jobs.job(black);

        topics.send(job);

        assertThat(failureOf(job)).isEqualTo(FailureCode.SCORE_NOT_FINITE);
    }

    @Test
    void deadLettersAnUnreadableRecordAndGoesOn() {
        byte[] red = Jobs.picture(PINK, 4);
        Jobs.store(store, red);
        ImageJob job = Jobs.job(red);
        byte[] unreadable = "not a job".getBytes(UTF_8);

        topics.send(job.jobId().toString(), unreadable);
        topics.send(job);

        assertThat(onlyOutcome(job)).isInstanceOf(Prediction.class);
        await().atMost(LIMIT).until(() -> topics.read(Topics.DEAD_LETTERS).stream()
                .anyMatch(letter -> java.util.Arrays.equals(letter.value(), unreadable)));
    }

    @Test
    void waitsOutAStoreOutage() throws IOException {
        byte[] red = Jobs.picture(PINK, 5);
        Jobs.store(store, red);
        ImageJob job = Jobs.job(red);
        Path root = TinyModelResource.store();
        Path away = root.resolveSibling("away");
        Files.move(root, away);
        topics.send(job);
        await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> topics.outcomes(job.jobId())
                .isEmpty());

        Files.move(away, root);

        assertThat(onlyOutcome(job)).isInstanceOf(Prediction.class);
    }

    @Test
    void givesAJobThatComesTwiceTheSameOutcomeTwice() {
        byte[] red = Jobs.picture(PINK, 6);
        Jobs.store(store, red);
        ImageJob job = Jobs.job(red);

        topics.send(job);
        topics.send(job);

        await().atMost(LIMIT).until(() -> topics.outcomes(job.jobId()).size() == 2);
        assertThat(topics.outcomes(job.jobId()))
                .extracting(outcome -> ((Prediction) outcome).scores())
                .containsOnly(((Prediction) topics.outcomes(job.jobId()).get(0)).scores());
    }

    @Test
    void commitsWhatItHasPublished() {
        byte[] red = Jobs.picture(PINK, 7);
        Jobs.store(store, red);
        topics.send(Jobs.job(red));

        await().atMost(LIMIT)
                .until(() -> topics.committed()
                        == topics.read("image-jobs.tiny", 0).size()
                                + topics.read("image-jobs.tiny", 1).size());
    }

    @Test
    void connectsToKafkaWithoutAnUnsafeSetting() {
        assertThat(clients.made())
                .extracting(KafkaClient::role)
                .contains(KafkaClient.Role.CONSUMER, KafkaClient.Role.PRODUCER, KafkaClient.Role.DEAD_LETTER_PRODUCER);
        assertThat(clients.made()).flatExtracting(DeliveryRules::violations).isEmpty();
    }

    @Test
    void showsTheModelInService() {
        RestAssured.get("/v1/models")
                .then()
                .statusCode(200)
                .body("[0].name", Matchers.equalTo("tiny"))
                .body("[0].state", Matchers.equalTo("serving"))
                .body("[0].variant", Matchers.equalTo("fp32"))
                .body("[0].executionProvider", Matchers.equalTo("cpu"))
                .body("[0].digest", Matchers.matchesPattern("[0-9a-f]{64}"))
                .body("[0].card.labels", Matchers.contains("benign", "malignant"));
    }

    @Test
    void tellsThatItsModelIsInService() {
        await().atMost(LIMIT).until(() -> !topics.read(Topics.MODELS_IN_SERVICE).isEmpty());

        ModelInService told = topics.modelsInService().get("tiny/1.0.0");
        assertThat(told.digest()).matches("[0-9a-f]{64}");
        assertThat(told.card()).containsEntry("positiveLabel", "malignant").containsKey("files");
    }

    @Test
    void changesNoModelOverHttpUnlessItIsConfiguredTo() {
        RestAssured.put("/v1/models/tiny/versions/1.0.0")
                .then()
                .statusCode(405)
                .body("detail", Matchers.containsString("histostream.inference.model-control is explicit"));
        RestAssured.delete("/v1/models/tiny").then().statusCode(405);
    }

    @Test
    void isReadyAndAlive() {
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/q/health/live").then().statusCode(200);
    }

    @Test
    void tellsItsMetrics() {
        byte[] red = Jobs.picture(PINK, 8);
        Jobs.store(store, red);
        ImageJob job = Jobs.job(red);
        topics.send(job);
        onlyOutcome(job);

        String metrics = RestAssured.get("/q/metrics").asString();

        assertThat(metrics)
                .contains("histostream_inference_provider{model=\"tiny\",provider=\"cpu\",version=\"1.0.0\"} 1.0")
                .contains("histostream_inference_outcomes_total{failure_code=\"none\",label=\"malignant\"")
                .contains("histostream_inference_queue_time_seconds_count")
                .contains("histostream_inference_decode_time_seconds_count")
                .contains("histostream_inference_compute_time_seconds_count")
                .contains("histostream_inference_batch_size_count")
                .contains("histostream_inference_jobs_in_flight")
                .contains("kafka_consumer_fetch_manager_records_lag");
    }

    private static FailureCode failureOf(ImageJob job) {
        return ((JobFailure) onlyOutcome(job)).code();
    }

    private static JobOutcome onlyOutcome(ImageJob job) {
        await().atMost(LIMIT).until(() -> !topics.outcomes(job.jobId()).isEmpty());
        assertThat(topics.outcomes(job.jobId())).hasSize(1);
        return topics.outcomes(job.jobId()).get(0);
    }
}
