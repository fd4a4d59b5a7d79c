package io.histostream.inference.worker;

import io.histostream.imagestore.FolderImageStore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the model {@code tiny} to a Quarkus test, with an image store of its own. */
public final class TinyModelResource implements QuarkusTestResourceLifecycleManager {

    private static volatile Path store;

    /** The root of the running test's image store. */
    static Path store() {
        return store;
    }

    static Path models() {
        try {
            return Path.of(TinyModelResource.class.getResource("/models").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            store = Files.createTempDirectory("histostream-worker-").resolve("store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FolderImageStore.initialise(store, false);
        return Map.of(
                "histostream.inference.models", "tiny",
                "histostream.models.folder", models().toString(),
                "histostream.image-store.folder", store.toString(),
                "histostream.inference.fetch.longest-back-off", "300ms",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        // The temporary folder is the operating system's to remove.
    }
}
