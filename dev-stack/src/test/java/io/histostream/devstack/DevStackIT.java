package io.histostream.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevStackIT {

    @TempDir
    Path home;

    @Test
    void keepsItsStateOverAKillAndAStart() throws Exception {
        DevStackOptions options = DevStackOptions.forTests(home, Map.of("batches", 3, "models-in-service", 1));
        try (DevStack stack = DevStack.start(options)) {
            execute(stack, "CREATE TABLE kept AS SELECT 7 AS number");
            stack.postgres().kill();
            stack.kafka().kill();

            stack.postgres().start();
            stack.kafka().start();

            assertThat(number(stack)).isEqualTo(7);
            assertThat(partitions(stack, "batches")).isEqualTo(3);
            assertThat(cleanupPolicy(stack, "batches")).isEqualTo("delete");
            assertThat(cleanupPolicy(stack, "models-in-service")).isEqualTo("compact");
        }
    }

    private static void execute(DevStack stack, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), stack.databaseUser(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(DevStack stack) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(), stack.databaseUser(), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int partitions(DevStack stack, String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            return admin.describeTopics(java.util.List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        }
    }

    private static String cleanupPolicy(DevStack stack, String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            return admin.describeConfigs(java.util.List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("cleanup.policy")
                    .value();
        }
    }
}
