package io.histostream.inference.batching;

import static io.histostream.inference.batching.HandDrivenBatchers.image;
import static io.histostream.inference.batching.HandDrivenBatchers.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How many images the batcher takes. */
class QueueCapacityTest {

    private final HandDrivenBatchers batchers = new HandDrivenBatchers();
    private final HandDrivenExecutor executor = batchers.executor();

    @Test
    void refusesMoreImagesThanTheQueueHolds() {
        DynamicBatcher batcher = batchers.batcher(BatchingLimits.sharedCores(2, Duration.ZERO, 3, 1));
        submit(batcher, 1, 2, 3);

        assertThatThrownBy(() -> batcher.submit(image(4))).isInstanceOf(QueueFullException.class);
    }

    @Test
    void takesImagesAgainWhenOthersAreFinished() {
        DynamicBatcher batcher = batchers.batcher(BatchingLimits.sharedCores(2, Duration.ZERO, 3, 1));
        submit(batcher, 1, 2, 3);
        executor.runAll();

        List<CompletableFuture<BatchedResult>> results = submit(batcher, 4, 5, 6);
        executor.runAll();

        assertThat(results).allMatch(CompletableFuture::isDone);
    }

    @Test
    void hasRoomForTheNextImageAsSoonAsAResultArrives() {
        DynamicBatcher batcher = batchers.batcher(BatchingLimits.sharedCores(2, Duration.ZERO, 2, 1));
        List<CompletableFuture<BatchedResult>> next = new ArrayList<>();
        List<CompletableFuture<Void>> followed = submit(batcher, 1, 2).stream()
                .map(result -> result.thenRun(() -> next.add(batcher.submit(image(3)))))
                .toList();

        executor.runAll();

        assertThat(followed).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(next).hasSize(2).allMatch(CompletableFuture::isDone);
    }
}
