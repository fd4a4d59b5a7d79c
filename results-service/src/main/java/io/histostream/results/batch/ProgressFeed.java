package io.histostream.results.batch;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One batch's progress for all who watch it: however many they are, it is counted once per poll. Everybody hears of
 * changes only, in order, and is let go when the batch is completed.
 */
final class ProgressFeed {

    private final Supplier<BatchProgress> count;
    private final Set<MultiEmitter<? super BatchProgress>> watchers = ConcurrentHashMap.newKeySet();
    private BatchProgress last;

    /** @param count counts the batch's jobs now; may throw while the database is away */
    ProgressFeed(Supplier<BatchProgress> count) {
        this.count = count;
    }

    /** Tells one more watcher, beginning with where the batch is now. */
    synchronized void join(MultiEmitter<? super BatchProgress> watcher) {
        watchers.add(watcher);
        watcher.onTermination(() -> watchers.remove(watcher));
        if (last != null) {
            tell(watcher);
        }
    }

    /** Counts, and tells everybody if something changed. */
    synchronized void poll() {
        BatchProgress now = count.get();
        if (now.equals(last)) {
            return;
        }
        last = now;
        watchers.forEach(this::tell);
    }

    boolean isWatched() {
        return !watchers.isEmpty();
    }

    private void tell(MultiEmitter<? super BatchProgress> watcher) {
        watcher.emit(last);
        if (last.isCompleted()) {
            watcher.complete();
        }
    }
}
