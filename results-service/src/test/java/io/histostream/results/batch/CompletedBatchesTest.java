package io.histostream.results.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompletedBatchesTest {

    private final CompletedBatches completed = new CompletedBatches();

    @Test
    void onlyWhatHasEndedIsRemembered() {
        Batch ended = batch();
        Batch running = batch();
        BatchProgress last = progress(ended, 2);
        completed.kept(last);
        completed.kept(progress(running, 1));

        assertThat(completed.of(List.of(ended, running, batch()))).containsOnlyKeys(ended.batchId);
        assertThat(completed.of(List.of(ended))).containsValue(last);
    }

    @Test
    void theOneThatWasAskedForLongestAgoIsForgotten() {
        Batch first = batch();
        Batch second = batch();
        completed.kept(progress(first, 2));
        completed.kept(progress(second, 2));
        for (int i = 2; i < CompletedBatches.MOST; i++) {
            completed.kept(progress(batch(), 2));
        }
        assertThat(completed.of(List.of(first))).hasSize(1);

        completed.kept(progress(batch(), 2));

        assertThat(completed.of(List.of(first, second))).containsOnlyKeys(first.batchId);
    }

    private static BatchProgress progress(Batch batch, long ended) {
        return BatchProgress.of(
                batch, List.of(new BatchProgress.Ended(batch.batchId, "resnet34", true, ended, Instant.EPOCH)));
    }

    private static Batch batch() {
        Batch batch = new Batch();
        batch.batchId = UUID.randomUUID();
        batch.models = List.of("resnet34");
        batch.submittedAt = Instant.EPOCH;
        batch.imageCount = 2;
        return batch;
    }
}
