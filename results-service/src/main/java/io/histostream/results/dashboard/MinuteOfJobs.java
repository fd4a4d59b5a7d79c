package io.histostream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** How many jobs ended within the minute that begins at an instant. */
public record MinuteOfJobs(Instant at, long succeeded, long failed) {

    @JsonIgnore
    public long total() {
        return succeeded + failed;
    }
}
