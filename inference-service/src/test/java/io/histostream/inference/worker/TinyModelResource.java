package io.histostream.inference.worker;

import io.histostream.imagestore.FolderImageStore;
import io.histostream.inference.model.CopiedPackage;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the model {@code tiny} to a Quarkus test, with an image store and a models folder of its own. */
public final class TinyModelResource implements QuarkusTestResourceLifecycleManager {

    private static volatile Path store;
    private static volatile Path modelsInService;

    /** The root of the running test's image store. */
    static Path store() {
        return store;
    }

    /** The running test's models folder, for more versions. */
    static Path modelsInService() {
        return modelsInService;
    }

    /** The packages themselves. */
    static Path models() {
        try {
            return Path.of(TinyModelResource.class.getResource("/models").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        Path folder;
        try {
            folder = Files.createTempDirectory("histostream-worker-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = folder.resolve("store");
        modelsInService = folder.resolve("models");
        FolderImageStore.initialise(store, false);
        var unused = CopiedPackage.of("tiny", modelsInService);
        return Map.of(
                "histostream.inference.models", "tiny",
                "histostream.models.folder", modelsInService.toString(),
                "histostream.image-store.folder", store.toString(),
                "histostream.inference.fetch.longest-back-off", "300ms",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        // The temporary folder is the operating system's to remove.
    }
}
