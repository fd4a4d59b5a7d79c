package io.histostream.results.batch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Remembers the progress of batches that have ended, the latest asked for: it never changes again. Thread-safe. */
final class CompletedBatches {

    static final int MOST = 2000;

    private final Map<UUID, BatchProgress> latest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, BatchProgress> eldest) {
            return size() > MOST;
        }
    };

    /** Those that are known to have ended. */
    synchronized Map<UUID, BatchProgress> of(List<Batch> batches) {
        Map<UUID, BatchProgress> known = new HashMap<>();
        for (Batch batch : batches) {
            BatchProgress progress = latest.get(batch.batchId);
            if (progress != null) {
                known.put(batch.batchId, progress);
            }
        }
        return known;
    }

    /** The same progress, which is remembered if it is that of a batch that has ended. */
    synchronized BatchProgress kept(BatchProgress progress) {
        if (progress.isCompleted()) {
            latest.put(progress.batchId(), progress);
        }
        return progress;
    }
}
