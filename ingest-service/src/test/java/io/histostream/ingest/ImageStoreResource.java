package io.histostream.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives a Quarkus test an image store in a folder of its own. */
public final class ImageStoreResource implements QuarkusTestResourceLifecycleManager {

    private static volatile Path folder;

    static Path folder() {
        return folder;
    }

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("histostream-ingest-test-").resolve("store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("histostream.image-store.folder", folder.toString());
    }

    @Override
    public void stop() {
        // The folder below the temporary folder is small and of use when a test has failed.
    }
}
