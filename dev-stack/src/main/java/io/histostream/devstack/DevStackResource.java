package io.histostream.devstack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives a Quarkus test a stack of its own. Each init argument is a topic and its number of partitions. Tests reach the
 * running stack through {@link #stack()}.
 */
public final class DevStackResource implements QuarkusTestResourceLifecycleManager {

    private static volatile DevStack running;

    private final Map<String, Integer> topics = new LinkedHashMap<>();
    private DevStack stack;

    /** The stack of the test that is running, to stop and start its servers. */
    public static DevStack stack() {
        return running;
    }

    @Override
    public void init(Map<String, String> arguments) {
        arguments.forEach((topic, partitions) -> topics.put(topic, Integer.valueOf(partitions)));
    }

    @Override
    public Map<String, String> start() {
        stack = DevStack.start(DevStackOptions.forTests(newHome(), topics));
        running = stack;
        return Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "quarkus.datasource.jdbc.url", stack.jdbcUrl(),
                "quarkus.datasource.username", stack.databaseUser(),
                "quarkus.datasource.password", "");
    }

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("histostream-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
