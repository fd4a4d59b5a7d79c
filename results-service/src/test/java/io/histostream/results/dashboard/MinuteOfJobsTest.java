package io.histostream.results.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.histostream.results.total.Minute;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinuteOfJobsTest {

    private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");

    @Test
    void addsTheModelsOfAMinuteUpAndKeepsEmptyMinutes() {
        List<Minute> ended = List.of(new Minute(NOON, "alexnet", 3, 1), new Minute(NOON, "vgg19", 4, 0));

        List<MinuteOfJobs> minutes = MinuteOfJobs.each(NOON.minusSeconds(60), 3, ended);

        assertThat(minutes)
                .containsExactly(
                        new MinuteOfJobs(NOON.minusSeconds(60), 0, 0),
                        new MinuteOfJobs(NOON, 7, 1),
                        new MinuteOfJobs(NOON.plusSeconds(60), 0, 0));
    }
}
