package io.histostream.cli.client;

import io.histostream.cli.CommandFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Follows a batch to its end by its event stream, and takes the stream up again when it breaks. */
public final class BatchWatcher {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final ResultsClient results;
    private final Duration patience;

    /** @param patience how long a batch may be unknown to the results service */
    public BatchWatcher(ResultsClient results, Duration patience) {
        this.results = results;
        this.patience = patience;
    }

    /** Tells every progress, the last one included, and returns that one. */
    public BatchProgress watch(String batchId, Consumer<BatchProgress> listener) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<BatchProgress> now = results.progress(batchId);
            now.ifPresent(listener);
            if (now.isPresent() && now.get().completed()) {
                return now.get();
            }
            if (now.isEmpty() && System.nanoTime() > deadline) {
                throw CommandFailure.trouble("there is no batch " + batchId + " at " + results.address());
            }
            if (now.isPresent()) {
                follow(batchId, listener);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private void follow(String batchId, Consumer<BatchProgress> listener) throws InterruptedException {
        Optional<Stream<String>> events = results.events(batchId);
        if (events.isEmpty()) {
            return;
        }
        try (Stream<String> lines = events.get()) {
            Iterator<String> remaining = lines.iterator();
            while (remaining.hasNext()) {
                String line = remaining.next();
                if (line.startsWith("data:") && line.contains("{")) {
                    listener.accept(BatchProgress.of(line.substring("data:".length())));
                }
            }
        } catch (UncheckedIOException broken) {
            // The caller asks for the progress and then follows anew.
            return;
        }
    }
}
