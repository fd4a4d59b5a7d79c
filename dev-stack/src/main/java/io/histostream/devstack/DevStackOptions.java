package io.histostream.devstack;

import java.nio.file.Path;
import java.util.Map;

/**
 * How to start a {@link DevStack}.
 *
 * @param home folder of all state and logs; made if absent
 * @param topics partitions by topic name; missing topics are made at start, others are left as they are
 * @param durable true to wait for the disk at every commit, as in production; false for fast tests, in which a power
 *     failure (not a {@code kill -9}) may lose the last commits
 */
public record DevStackOptions(
        Path home, int kafkaPort, int controllerPort, int postgresPort, Map<String, Integer> topics, boolean durable) {

    public DevStackOptions {
        home = home.toAbsolutePath();
        topics = Map.copyOf(topics);
    }

    /** On free ports, not durable. */
    public static DevStackOptions forTests(Path home, Map<String, Integer> topics) {
        int[] ports = FreePorts.find(3);
        return new DevStackOptions(home, ports[0], ports[1], ports[2], topics, false);
    }
}
