package io.histostream.results.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histostream.results.batch.BatchProgress.Ended;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressFeedTest {

    private final Batch batch = batch();
    private long succeeded;
    private boolean away;
    private int counts;

    private final ProgressFeed feed = new ProgressFeed(() -> {
        if (away) {
            throw new IllegalStateException("the database is away");
        }
        counts++;
        return BatchProgress.of(batch, List.of(new Ended(batch.batchId, "resnet34", true, succeeded, Instant.EPOCH)));
    });

    @Test
    void tellsOfChangesOnlyAndEndsWithTheLast() {
        AssertSubscriber<BatchProgress> watcher = watch();

        feed.poll();
        feed.poll();
        succeeded = 1;
        feed.poll();
        succeeded = 4;
        feed.poll();

        watcher.assertCompleted();
        assertThat(watcher.getItems())
                .extracting(progress -> progress.jobs().succeeded())
                .containsExactly(0L, 1L, 4L);
    }

    @Test
    void countsOnceForAllWhoWatch() {
        List<AssertSubscriber<BatchProgress>> watchers = List.of(watch(), watch(), watch());

        feed.poll();

        assertThat(counts).isEqualTo(1);
        assertThat(watchers)
                .allSatisfy(watcher ->
                        watcher.assertItems(watchers.get(0).getItems().get(0)));
    }

    @Test
    void whoJoinsLateHearsAtOnceWhereTheBatchIs() {
        watch();
        succeeded = 4;
        feed.poll();

        watch().assertCompleted();
    }

    @Test
    void goesOnAfterAnOutage() {
        AssertSubscriber<BatchProgress> watcher = watch();
        away = true;
        assertThatThrownBy(feed::poll).isInstanceOf(IllegalStateException.class);
        watcher.assertNotTerminated();

        away = false;
        feed.poll();

        assertThat(watcher.getItems()).hasSize(1);
    }

    @Test
    void isNotWatchedAnyMoreWhenTheLastHasLeft() {
        AssertSubscriber<BatchProgress> watcher = watch();
        assertThat(feed.isWatched()).isTrue();

        watcher.cancel();

        assertThat(feed.isWatched()).isFalse();
    }

    private AssertSubscriber<BatchProgress> watch() {
        return Multi.createFrom()
                .<BatchProgress>emitter(feed::join)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(99));
    }

    private static Batch batch() {
        Batch batch = new Batch();
        batch.batchId = UUID.randomUUID();
        batch.models = List.of("resnet34");
        batch.imageCount = 4;
        batch.submittedAt = Instant.EPOCH;
        return batch;
    }
}
