package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.ImageJob;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running worker looks at its models folder from time to time. */
@QuarkusTest
@TestProfile(ModelPollIT.Poll.class)
@QuarkusTestResource(value = TinyModelResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
        value = DevStackResource.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "image-jobs.tiny", value = "1"),
            @ResourceArg(name = "job-outcomes", value = "1"),
            @ResourceArg(name = "models-in-service", value = "1"),
            @ResourceArg(name = "dead-letters", value = "1")
        })
class ModelPollIT {

    /** Models are looked for often. */
    public static final class Poll implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "histostream.inference.model-control", "poll", "histostream.inference.poll-interval", "100ms");
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    ImageStore store;

    @TempDir
    Path elsewhere;

    @Test
    void servesAHigherVersionThatComesAndKeepsItWhenTheNextIsRefused() throws Exception {
        arrive(CopiedPackage.of("tiny", "1.1.0", elsewhere));
        await().atMost(LIMIT).until(() -> "1.1.0".equals(served("version")));

        CopiedPackage spoilt = CopiedPackage.of("tiny", "1.2.0", elsewhere);
        spoilt.flipABit("model.onnx");
        arrive(spoilt);
        await().atMost(LIMIT).until(() -> "1.2.0".equals(served("lastRefusal.version")));

        assertThat(served("lastRefusal.reason")).startsWith("model.onnx has digest");
        assertThat(served("version")).isEqualTo("1.1.0");
        assertThat(versionOfAJob()).isEqualTo("1.1.0");
    }

    private static void arrive(CopiedPackage complete) throws Exception {
        Path folder = complete.folder();
        Files.move(folder, TinyModelResource.modelsInService().resolve("tiny").resolve(folder.getFileName()));
    }

    private static String served(String field) {
        return RestAssured.get("/v1/models").path("[0]." + field);
    }

    private String versionOfAJob() {
        byte[] picture = Jobs.picture(new Color(220, 90, 110), 1);
        Jobs.store(store, picture);
        ImageJob job = Jobs.job(picture);
        try (TestTopics topics = new TestTopics()) {
            topics.send(job);
            await().atMost(LIMIT).until(() -> !topics.outcomes(job.jobId()).isEmpty());
            return ((Prediction) topics.outcomes(job.jobId()).get(0)).model().version();
        }
    }
}
