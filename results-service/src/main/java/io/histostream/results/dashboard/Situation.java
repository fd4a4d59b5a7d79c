package io.histostream.results.dashboard;

import io.histostream.results.total.ModelTotal;
import java.util.List;

/**
 * How the work stands now.
 *
 * @param minutes of the last hour, the present one last, those without a job too
 */
public record Situation(Figures figures, List<ModelTotal> models, List<MinuteOfJobs> minutes) {

    /**
     * The totals of all batches.
     *
     * @param lastMinute jobs that ended in the last whole minute or in the present one, whichever has more
     */
    public record Figures(long accepted, long succeeded, long failed, long lastMinute) {}

    static Situation of(List<ModelTotal> models, List<MinuteOfJobs> minutes) {
        long lastMinute = minutes.stream()
                .skip(Math.max(0, minutes.size() - 2))
                .mapToLong(MinuteOfJobs::total)
                .max()
                .orElse(0);
        Figures figures = new Figures(
                models.stream().mapToLong(ModelTotal::accepted).sum(),
                models.stream().mapToLong(ModelTotal::succeeded).sum(),
                models.stream().mapToLong(ModelTotal::failed).sum(),
                lastMinute);
        return new Situation(figures, models, minutes);
    }
}
