package io.histostream.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.devstack.DevStack;
import io.histostream.devstack.DevStackOptions;
import io.histostream.devstack.FreePorts;
import io.histostream.devstack.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process, while PostgreSQL is away. */
class StartWithoutDatabaseIT {

    private static final Map<String, Integer> TOPICS =
            Map.of("batches", 1, "job-outcomes", 1, "models-in-service", 1, "dead-letters", 1);

    @TempDir
    Path home;

    @Test
    void becomesReadyWhenTheDatabaseComes() throws Exception {
        try (DevStack stack = DevStack.start(DevStackOptions.forTests(home, TOPICS));
                ServiceProcess service = service(stack)) {
            stack.postgres().stop();
            service.start();
            awaitAlive(service);
            boolean readyBefore = service.isReady();

            stack.postgres().start();

            service.awaitReady(Duration.ofSeconds(60));
            assertThat(readyBefore).isFalse();
        }
    }

    @Test
    void stopsInTimeWhileTheDatabaseIsAway() throws Exception {
        try (DevStack stack = DevStack.start(DevStackOptions.forTests(home, TOPICS));
                ServiceProcess service = service(stack)) {
            stack.postgres().stop();
            service.start();
            awaitAlive(service);

            boolean stopped = service.stop(Duration.ofSeconds(30));

            assertThat(stopped).isTrue();
        }
    }

    private static void awaitAlive(ServiceProcess service) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> service.answers("/q/health/live"));
    }

    private ServiceProcess service(DevStack stack) {
        return new ServiceProcess(
                "results",
                Path.of("target", "quarkus-app", "quarkus-run.jar"),
                FreePorts.find(1)[0],
                home.resolve("results.log"),
                List.of("-Xmx384m"),
                Map.of(
                        "kafka.bootstrap.servers", stack.bootstrapServers(),
                        "quarkus.datasource.jdbc.url", stack.jdbcUrl(),
                        "quarkus.datasource.username", stack.databaseUser(),
                        "quarkus.datasource.password", ""));
    }
}
