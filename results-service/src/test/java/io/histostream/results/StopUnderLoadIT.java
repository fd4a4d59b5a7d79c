package io.histostream.results;

import static io.histostream.results.SampleMessages.batch;
import static io.histostream.results.SampleMessages.jobs;
import static io.histostream.results.SampleMessages.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.histostream.contracts.BatchAccepted;
import io.histostream.devstack.DevStack;
import io.histostream.devstack.DevStackOptions;
import io.histostream.devstack.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process: a stop under load dead-letters nothing, and the next start finishes the work. */
class StopUnderLoadIT {

    private static final int JOBS = 15_000;

    @TempDir
    Path home;

    @Test
    void aStopUnderLoadDeadLettersNothingAndTheNextStartFinishes() throws Exception {
        Map<String, Integer> topics =
                Map.of("batches", 2, "job-outcomes", 3, "models-in-service", 1, "dead-letters", 1);
        try (DevStack stack = DevStack.start(DevStackOptions.forTests(home, topics));
                KafkaClient kafka = new KafkaClient(stack.bootstrapServers())) {
            BatchAccepted batch = batch(JOBS, "resnet34");
            jobs(batch).forEach(job -> kafka.send(prediction(job, 0.75)));
            kafka.flush();

            Process first = start(stack);
            try {
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> rows(stack) > 0);
            } finally {
                first.destroy();
            }
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
            long written = rows(stack);

            Process second = start(stack);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> rows(stack) == JOBS);
            } finally {
                second.destroy();
                assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(written).as("rows at the first stop").isLessThan(JOBS);
            assertThat(kafka.deadLetters()).isEmpty();
        }
    }

    private Process start(DevStack stack) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + FreePorts.find(1)[0],
                        "-Dkafka.bootstrap.servers=" + stack.bootstrapServers(),
                        "-Dquarkus.datasource.jdbc.url=" + stack.jdbcUrl(),
                        "-Dquarkus.datasource.username=" + stack.databaseUser(),
                        "-Dquarkus.datasource.password=",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("results.log").toFile()))
                .start();
    }

    /** Rows of table {@code job}; none before the service has made it. */
    private static long rows(DevStack stack) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), stack.databaseUser(), "");
                Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("SELECT to_regclass('job') IS NOT NULL")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return 0;
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM job")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
