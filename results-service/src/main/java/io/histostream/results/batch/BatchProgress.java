package io.histostream.results.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * How far a batch is. A job without an outcome counts as accepted, whether its row is there yet or not.
 *
 * @param completedAt when the last job ended, or {@code null} while the batch runs
 */
public record BatchProgress(
        UUID batchId,
        String dataset,
        List<String> models,
        Instant submittedAt,
        int imageCount,
        State state,
        Instant completedAt,
        Jobs jobs,
        List<ModelJobs> byModel) {

    /** Whether jobs of the batch are still to end. */
    public enum State {
        RUNNING,
        COMPLETED
    }

    /** Jobs by state. */
    public record Jobs(long total, long accepted, long succeeded, long failed) {

        /** Ended jobs in whole per cent, rounded down: 100 means all. */
        public long percent() {
            return total == 0 ? 0 : 100 * (succeeded + failed) / total;
        }
    }

    /** One model's jobs by state. */
    public record ModelJobs(String model, long accepted, long succeeded, long failed) {

        public long total() {
            return accepted + succeeded + failed;
        }
    }

    /** How many jobs of one model ended in one state, and the last of them when. */
    record Ended(UUID batchId, String model, boolean succeeded, long count, Instant last) {}

    static BatchProgress of(Batch batch, Collection<Ended> ended) {
        List<ModelJobs> byModel = batch.models.stream()
                .map(model -> modelJobs(batch, model, ended))
                .toList();
        long succeeded = sum(byModel, ModelJobs::succeeded);
        long failed = sum(byModel, ModelJobs::failed);
        long total = (long) batch.imageCount * batch.models.size();
        boolean completed = succeeded + failed == total;
        return new BatchProgress(
                batch.batchId,
                batch.dataset,
                List.copyOf(batch.models),
                batch.submittedAt,
                batch.imageCount,
                completed ? State.COMPLETED : State.RUNNING,
                completed ? last(ended) : null,
                new Jobs(total, total - succeeded - failed, succeeded, failed),
                byModel);
    }

    @JsonIgnore
    public boolean isCompleted() {
        return state == State.COMPLETED;
    }

    private static ModelJobs modelJobs(Batch batch, String model, Collection<Ended> ended) {
        long succeeded = count(ended, model, true);
        long failed = count(ended, model, false);
        return new ModelJobs(model, batch.imageCount - succeeded - failed, succeeded, failed);
    }

    private static long count(Collection<Ended> ended, String model, boolean succeeded) {
        return ended.stream()
                .filter(jobs -> jobs.model().equals(model) && jobs.succeeded() == succeeded)
                .mapToLong(Ended::count)
                .sum();
    }

    private static long sum(List<ModelJobs> byModel, ToLongFunction<ModelJobs> count) {
        return byModel.stream().mapToLong(count).sum();
    }

    private static Instant last(Collection<Ended> ended) {
        return ended.stream()
                .map(Ended::last)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
