package io.histostream.imagestore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed at any moment leaves whole objects only, and every one that it told of. */
class KilledWriterIT {

    private static final int KILLS = 30;
    private static final int KEY_LENGTH =
            StoreKey.image("default", "0".repeat(64)).value().length();

    @TempDir
    Path folder;

    @Test
    void noKillLeavesHalfAnObjectOrLosesAnAcceptedOne() throws IOException, InterruptedException {
        Path root = folder.resolve("store");
        FolderImageStore.initialise(root, false);
        List<String> accepted = new ArrayList<>();
        Random random = new Random();
        for (int kill = 0; kill < KILLS; kill++) {
            accepted.addAll(writeUntilKilled(root, random.nextInt(120)));
        }

        FolderImageStore store = new FolderImageStore(root);
        List<StoreKey> keys = listed(store);
        assertThat(keys).extracting(StoreKey::value).containsAll(accepted);
        assertThat(accepted).hasSizeGreaterThan(KILLS);
        for (StoreKey key : keys) {
            byte[] content = store.read(key, store.size(key).orElseThrow());
            assertThat(key.value()).endsWith("/" + StoreWriter.sha256(content));
        }
        assertThat(store.sweep(Duration.ZERO))
                .as("temporaries of killed writers")
                .isPositive();
    }

    /** Kills the writer a number of milliseconds after its first accepted object. */
    private List<String> writeUntilKilled(Path root, int milliseconds) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "accepted", ".txt");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreWriter.class.getName(),
                        root.toString())
                .redirectError(Files.createTempFile(folder, "writer", ".log").toFile())
                .redirectOutput(output.toFile())
                .start();
        try {
            await().pollInterval(Duration.ofMillis(5)).until(() -> Files.size(output) > 0);
            boolean ended = writer.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            assertThat(ended).isFalse();
        } finally {
            writer.destroyForcibly().onExit().join();
        }
        return Files.readAllLines(output, UTF_8).stream()
                .filter(line -> line.length() == KEY_LENGTH)
                .toList();
    }

    private static List<StoreKey> listed(FolderImageStore store) {
        try (Stream<StoreKey> keys = store.list(StoreKey.Prefix.IMAGES)) {
            return keys.toList();
        }
    }
}
