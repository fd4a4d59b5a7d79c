package io.histostream.cli.client;

import io.histostream.cli.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a batch to its end by asking again and again. It does not listen to the batch's events: a stream that falls
 * silent cannot be told from a batch that rests.
 */
public final class BatchWatcher {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

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
        Duration pause = SHORTEST_PAUSE;
        BatchProgress last = null;
        while (true) {
            Optional<BatchProgress> now = results.progress(batchId);
            if (now.isEmpty() && System.nanoTime() > deadline) {
                throw CommandFailure.trouble("there is no batch " + batchId + " at " + results.address());
            }
            if (now.isPresent()) {
                listener.accept(now.get());
                if (now.get().completed()) {
                    return now.get();
                }
                pause = now.get().equals(last) ? longer(pause) : SHORTEST_PAUSE;
                last = now.get();
            }
            Thread.sleep(pause.toMillis());
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
