package io.histostream.inference.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.JobOutcome;
import io.histostream.contracts.Prediction;
import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStack;
import io.histostream.devstack.DevStackOptions;
import io.histostream.devstack.FreePorts;
import io.histostream.devstack.ServiceProcess;
import io.histostream.imagestore.FolderImageStore;
import io.histostream.inference.model.CopiedPackage;
import io.restassured.RestAssured;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process, while Kafka is away. */
class StartWithoutKafkaIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, Integer> TOPICS = Map.of(
            Topics.imageJobs("tiny"), 1, Topics.JOB_OUTCOMES, 1, Topics.MODELS_IN_SERVICE, 1, Topics.DEAD_LETTERS, 1);

    // Held, so that its level stays: each of the test's clients would tell all its settings.
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @TempDir
    Path home;

    @BeforeAll
    static void keepKafkaClientsQuiet() {
        KAFKA.setLevel(Level.SEVERE);
    }

    @Test
    void putsItsModelIntoServiceAndTellsOfItWhenKafkaComes() throws Exception {
        FolderImageStore.initialise(store(), false);
        var unused = CopiedPackage.of("tiny", home.resolve("models"));
        try (DevStack stack = DevStack.start(DevStackOptions.forTests(home, TOPICS));
                ServiceProcess service = service(stack)) {
            stack.kafka().stop();
            service.start();
            await().atMost(LIMIT).until(() -> service.answers("/v1/models"));
            // Some tries to reach Kafka fail: the model serves, and what is to be told goes on waiting.
            await().during(Duration.ofSeconds(15))
                    .atMost(LIMIT)
                    .ignoreNoExceptions()
                    .until(() -> states(service), Matchers.contains("serving"));

            stack.kafka().start();

            service.awaitReady(LIMIT);
            try (TestTopics topics = new TestTopics(stack.bootstrapServers())) {
                await().atMost(LIMIT).until(() -> topics.modelsInService().containsKey("tiny/1.0.0"));
                assertThat(predict(topics).model().version()).isEqualTo("1.0.0");
            }
        }
    }

    private static List<String> states(ServiceProcess service) {
        return RestAssured.get(service.uri().resolve("/v1/models")).jsonPath().getList("state");
    }

    private Prediction predict(TestTopics topics) {
        byte[] picture = Jobs.picture(new Color(220, 90, 110), 0);
        Jobs.store(new FolderImageStore(store()), picture);
        ImageJob job = Jobs.job(picture);
        topics.send(job);
        await().atMost(LIMIT).until(() -> !topics.outcomes(job.jobId()).isEmpty());
        JobOutcome outcome = topics.outcomes(job.jobId()).get(0);
        assertThat(outcome).isInstanceOf(Prediction.class);
        return (Prediction) outcome;
    }

    private Path store() {
        return home.resolve("images");
    }

    private ServiceProcess service(DevStack stack) {
        return new ServiceProcess(
                "inference",
                Path.of("target", "quarkus-app", "quarkus-run.jar"),
                FreePorts.find(1)[0],
                home.resolve("inference.log"),
                List.of("-Xmx384m"),
                Map.of(
                        "kafka.bootstrap.servers", stack.bootstrapServers(),
                        "histostream.image-store.folder", store().toString(),
                        "histostream.models.folder", home.resolve("models").toString(),
                        "histostream.inference.models", "tiny"));
    }
}
