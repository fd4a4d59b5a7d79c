package io.histostream.results.dashboard;

import io.histostream.results.Tenant;
import io.histostream.results.batch.BatchProgress;
import io.histostream.results.batch.BatchRepository;
import io.histostream.results.query.Job;
import io.histostream.results.query.JobRepository;
import io.histostream.results.total.Totals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the first page shows. None of it costs more as the rows become many. */
@ApplicationScoped
public class Overview {

    private static final int RECENT_BATCHES = 12;
    private static final int LATEST_FAILURES = 8;
    private static final int MINUTES = 60;

    private final BatchRepository batches;
    private final JobRepository jobs;
    private final Totals totals;
    private final Tenant tenant;
    private final Clock clock = Clock.systemUTC();

    public Overview(BatchRepository batches, JobRepository jobs, Totals totals, Tenant tenant) {
        this.batches = batches;
        this.jobs = jobs;
        this.totals = totals;
        this.tenant = tenant;
    }

    List<BatchProgress> recentBatches() {
        return batches.recent(tenant.name(), RECENT_BATCHES);
    }

    @Transactional
    List<Job> latestFailures() {
        return jobs.find("tenant = ?1 and state = 'FAILED' order by completedAt desc, jobId desc", tenant.name())
                .range(0, LATEST_FAILURES - 1)
                .list();
    }

    /** The totals of all batches, and what ended in each of the last sixty minutes, the one that runs included. */
    Situation situation() {
        Instant first = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(MINUTES - 1, ChronoUnit.MINUTES);
        return Situation.of(
                totals.byModel(tenant.name()), MinuteOfJobs.each(first, MINUTES, totals.since(tenant.name(), first)));
    }
}
