package io.histostream.results;

import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.jobs;
import static io.histostream.results.SampleMessages.prediction;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStackResource;
import io.histostream.devstack.ServerProcess;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostgresOutageIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    @Test
    void anOutageUnderLoadLosesNothingAndBlamesNoRecord() throws Exception {
        ServerProcess postgres = DevStackResource.stack().postgres();
        BatchAccepted batch = batch(6000, "resnet34");
        List<ImageJob> jobs = jobs(batch);
        try (KafkaClient kafka = new KafkaClient(DevStackResource.stack().bootstrapServers())) {
            int deadLetters = kafka.deadLetters().size();
            kafka.send(batch);
            jobs.subList(0, 2000).forEach(job -> kafka.send(prediction(job, 0.75)));
            kafka.flush();

            postgres.stop();
            try {
                jobs.subList(2000, 4000).forEach(job -> kafka.send(prediction(job, 0.75)));
                kafka.flush();
                await().during(Duration.ofSeconds(10)).atMost(SOON).untilAsserted(PostgresOutageIT::isAliveButNotReady);
                given().get("/v1/batches")
                        .then()
                        .statusCode(503)
                        .header("Retry-After", "2")
                        .body("code", equalTo("UNAVAILABLE"));
            } finally {
                postgres.start();
            }
            jobs.subList(4000, 6000).forEach(job -> kafka.send(prediction(job, 0.75)));
            kafka.flush();

            await().atMost(SOON).untilAsserted(() -> assertThat(Rows.byState(batch.batchId()))
                    .isEqualTo(Map.of("SUCCEEDED", 6000L)));
            await().atMost(SOON).until(() -> kafka.isConsumed(Topics.JOB_OUTCOMES));
            assertThat(kafka.deadLetters()).hasSize(deadLetters);
            await().atMost(SOON)
                    .untilAsserted(() -> given().get("/q/health").then().statusCode(200));
        }
    }

    private static void isAliveButNotReady() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503);
    }
}
