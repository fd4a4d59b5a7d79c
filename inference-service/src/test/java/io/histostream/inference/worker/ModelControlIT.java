package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Prediction;
import io.histostream.devstack.DevStackResource;
import io.histostream.imagestore.ImageStore;
import io.histostream.inference.model.CopiedPackage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models are loaded and unloaded over HTTP while jobs lie in Kafka. */
@QuarkusTest
@TestProfile(ModelControlIT.Explicit.class)
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
class ModelControlIT {

    /** Models change on request. */
    public static final class Explicit implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("histostream.inference.model-control", "explicit");
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Color PINK = new Color(220, 90, 110);
    private static final String ADDRESS = "/v1/models/tiny/versions/";

    private static TestTopics topics;
    private static int versions;

    @Inject
    ImageStore store;

    @BeforeAll
    static void connect() {
        topics = new TestTopics();
    }

    @AfterAll
    static void disconnect() {
        topics.close();
    }

    @BeforeEach
    void serveTheFirstVersion() {
        RestAssured.put(ADDRESS + "1.0.0").then().statusCode(200);
    }

    @Test
    void givesTheNextJobToAVersionThatWasLoaded() {
        String version = addVersion();

        RestAssured.put(ADDRESS + version)
                .then()
                .statusCode(200)
                .body("version", Matchers.equalTo(version))
                .body("state", Matchers.equalTo("serving"));

        assertThat(predictionOf(send(1)).model().version()).isEqualTo(version);
    }

    @Test
    void tellsThatAVersionWasPutIntoService() {
        String version = addVersion();

        RestAssured.put(ADDRESS + version).then().statusCode(200);

        await().atMost(LIMIT).until(() -> topics.modelsInService().containsKey("tiny/" + version));
    }

    @Test
    void goesBackToAnEarlierVersion() {
        RestAssured.put(ADDRESS + addVersion()).then().statusCode(200);

        RestAssured.put(ADDRESS + "1.0.0").then().statusCode(200);

        assertThat(predictionOf(send(2)).model().version()).isEqualTo("1.0.0");
    }

    @Test
    void saysWhyAVersionIsRefusedAndGoesOnWithTheOther() {
        String version = addVersion();
        new CopiedPackage(TinyModelResource.modelsInService().resolve("tiny").resolve(version)).flipABit("model.onnx");

        RestAssured.put(ADDRESS + version)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", Matchers.equalTo("MODEL_REFUSED"))
                .body("detail", Matchers.matchesPattern("model.onnx has digest [0-9a-f]{64}, but the card says .*"));

        RestAssured.get("/v1/models")
                .then()
                .body("[0].state", Matchers.equalTo("serving"))
                .body("[0].version", Matchers.equalTo("1.0.0"))
                .body("[0].lastRefusal.version", Matchers.equalTo(version))
                .body("[0].lastRefusal.reason", Matchers.startsWith("model.onnx has digest"));
        RestAssured.get("/q/health/ready").then().statusCode(200);
        assertThat(predictionOf(send(3)).model().version()).isEqualTo("1.0.0");
    }

    @Test
    void knowsNoVersionThatIsNotInTheFolder() {
        RestAssured.put(ADDRESS + "9.9.9")
                .then()
                .statusCode(422)
                .body("detail", Matchers.startsWith("there is no model package in"));
        RestAssured.put("/v1/models/No.Name/versions/1.0.0").then().statusCode(404);
        RestAssured.delete("/v1/models/vgg19").then().statusCode(404);
    }

    @Test
    void keepsTheJobsOfAnUnloadedModelUntilItIsLoadedAgain() throws Exception {
        List<ImageJob> before = sendMany(10, 60);
        await().atMost(LIMIT).until(() -> ended(before) > 0);
        RestAssured.delete("/v1/models/tiny").then().statusCode(204);
        long endedWhenUnloaded = ended(before);
        int workersLeft = topics.workers();
        List<ImageJob> after = sendMany(100, 20);
        await().during(Duration.ofSeconds(1))
                .atMost(LIMIT)
                .until(() -> ended(before) == endedWhenUnloaded && ended(after) == 0);

        RestAssured.put(ADDRESS + "1.0.0").then().statusCode(200);

        await().atMost(LIMIT).until(() -> ended(before) + ended(after) == before.size() + after.size());
        assertThat(workersLeft).isZero();
        assertThat(RestAssured.get("/q/metrics").asString()).contains("histostream_inference_jobs_in_flight");
        // What had begun was finished, published and committed before the model was unloaded.
        assertThat(topics.outcomesByJob())
                .allSatisfy((job, outcomes) -> assertThat(outcomes).as(job).isEqualTo(1));
    }

    @Test
    void hasNothingLeftOfAnUnloadedModel() {
        RestAssured.delete("/v1/models/tiny").then().statusCode(204);

        RestAssured.get("/v1/models").then().statusCode(200).body("", Matchers.hasSize(0));
        assertThat(RestAssured.get("/q/metrics").asString()).doesNotContain("histostream_inference_");
    }

    private static String addVersion() {
        String version = "2.0." + versions++;
        var unused = CopiedPackage.of("tiny", version, TinyModelResource.modelsInService());
        return version;
    }

    private List<ImageJob> sendMany(int from, int count) {
        List<ImageJob> jobs = new ArrayList<>();
        for (int mark = from; mark < from + count; mark++) {
            jobs.add(send(mark));
        }
        return jobs;
    }

    private ImageJob send(int mark) {
        byte[] picture = Jobs.picture(PINK, mark);
        Jobs.store(store, picture);
        ImageJob job = Jobs.job(picture);
        topics.send(job);
        return job;
    }

    private static long ended(List<ImageJob> jobs) {
        Map<String, Long> outcomes = topics.outcomesByJob();
        return jobs.stream()
                .filter(job -> outcomes.containsKey(job.jobId().toString()))
                .count();
    }

    private static Prediction predictionOf(ImageJob job) {
        await().atMost(LIMIT).until(() -> !topics.outcomes(job.jobId()).isEmpty());
        List<JobOutcome> outcomes = topics.outcomes(job.jobId());
        assertThat(outcomes).hasSize(1);
        return (Prediction) outcomes.get(0);
    }
}
