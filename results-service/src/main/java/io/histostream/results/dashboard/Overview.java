package io.histostream.results.dashboard;

import io.histostream.results.Tenant;
import io.histostream.results.batch.BatchProgress;
import io.histostream.results.batch.BatchRepository;
import io.histostream.results.outcome.JobState;
import io.histostream.results.query.Job;
import io.histostream.results.query.JobRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the first page shows. */
@ApplicationScoped
public class Overview {

    private static final int RECENT_BATCHES = 12;
    private static final int LATEST_FAILURES = 8;

    // However many look at the page, it is counted this often at most.
    private static final Duration SITUATION_AGE = Duration.ofSeconds(1);

    private record Counted(Situation situation, long at) {}

    private final BatchRepository batches;
    private final JobRepository jobs;
    private final Tenant tenant;
    private final Activity activity;
    private Counted counted;

    public Overview(BatchRepository batches, JobRepository jobs, Tenant tenant, Activity activity) {
        this.batches = batches;
        this.jobs = jobs;
        this.tenant = tenant;
        this.activity = activity;
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

    /** Up to a second old. */
    @Transactional
    synchronized Situation situation() {
        long now = System.nanoTime();
        if (counted == null || now - counted.at() > SITUATION_AGE.toNanos()) {
            counted = new Counted(Situation.of(count(), activity.lastHour(Instant.now())), now);
        }
        return counted.situation();
    }

    private List<ModelTotals> count() {
        Map<String, Map<JobState, Long>> counts = new TreeMap<>();
        jobs.getEntityManager()
                .createQuery(
                        "select model, state, count(*) from Job where tenant = ?1 group by model, state",
                        Object[].class)
                .setParameter(1, tenant.name())
                .getResultList()
                .forEach(row -> counts.computeIfAbsent((String) row[0], model -> new TreeMap<>())
                        .put((JobState) row[1], (Long) row[2]));
        return counts.entrySet().stream()
                .map(entry -> totals(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ModelTotals totals(String model, Map<JobState, Long> states) {
        return new ModelTotals(
                model,
                states.getOrDefault(JobState.ACCEPTED, 0L),
                states.getOrDefault(JobState.SUCCEEDED, 0L),
                states.getOrDefault(JobState.FAILED, 0L));
    }
}
