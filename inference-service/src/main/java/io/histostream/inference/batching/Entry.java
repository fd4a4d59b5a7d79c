package io.histostream.inference.batching;

import java.util.concurrent.CompletableFuture;

/** One image on its way through the batcher; its times are written by one task and read by a later one. */
final class Entry {

    private final SlotFiller filler;
    private final CompletableFuture<BatchedResult> result = new CompletableFuture<>();
    private long fillNanos;
    private long filledAt;

    Entry(SlotFiller filler) {
        this.filler = filler;
    }

    SlotFiller filler() {
        return filler;
    }

    CompletableFuture<BatchedResult> result() {
        return result;
    }

    long filledAt() {
        return filledAt;
    }

    void filled(long startedAt, long now) {
        fillNanos = now - startedAt;
        filledAt = now;
    }

    BatchedResult computed(float[] outputs, int batchSize, long startedAt, long now) {
        return new BatchedResult(outputs, batchSize, fillNanos, startedAt - filledAt, now - startedAt);
    }
}
