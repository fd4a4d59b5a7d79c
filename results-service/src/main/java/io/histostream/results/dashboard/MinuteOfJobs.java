package io.histostream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.histostream.results.total.Minute;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/** How many jobs of all models ended within the minute that begins at an instant. */
public record MinuteOfJobs(Instant at, long succeeded, long failed) {

    @JsonIgnore
    public long total() {
        return succeeded + failed;
    }

    /** So many minutes from the first on, those in which nothing ended too. */
    static List<MinuteOfJobs> each(Instant first, int count, Collection<Minute> ended) {
        return LongStream.range(0, count)
                .mapToObj(minute -> of(first.plus(minute, ChronoUnit.MINUTES), ended))
                .toList();
    }

    private static MinuteOfJobs of(Instant at, Collection<Minute> ended) {
        List<Minute> then =
                ended.stream().filter(minute -> minute.minute().equals(at)).toList();
        return new MinuteOfJobs(
                at,
                then.stream().mapToLong(Minute::succeeded).sum(),
                then.stream().mapToLong(Minute::failed).sum());
    }
}
