package io.histostream.results.query;

import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.query.JobWalk.Effort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Walks through the predictions of a query, page by page. */
@ApplicationScoped
public class Predictions {

    private static final int STEP = 1000;

    // Nobody waits for one page of an export; it is only not to hold a connection for long.
    private static final Effort EXPORT = new Effort(STEP, Duration.ofSeconds(1));

    private final JobWalk walk;
    private final JobRepository jobs;
    private final Tenant tenant;
    private final Effort effort;

    public Predictions(JobWalk walk, JobRepository jobs, Tenant tenant, ResultsConfig config) {
        this.walk = walk;
        this.jobs = jobs;
        this.tenant = tenant;
        this.effort = new Effort(STEP, config.query().pageBudget());
    }

    /**
     * The rows that follow a cursor, or the first ones. A row that is there during the whole of a walk from page to page,
     * and passes the filter all that time, is met exactly once. A page takes about as long whatever the filter: where few
     * rows pass, it may have fewer than asked for, or none, and yet another page follows.
     *
     * @param after {@code null} for the first page
     * @throws IllegalArgumentException if the cursor is not one of this query
     */
    public PredictionPage page(PredictionFilter filter, String after, int limit) {
        return page(filter, after, limit, effort);
    }

    /** The same in larger pieces, for those who read on anyway. */
    PredictionPage exportPage(PredictionFilter filter, String after, int limit) {
        return page(filter, after, limit, EXPORT);
    }

    PredictionPage page(PredictionFilter filter, String after, int limit, Effort effort) {
        String query = queryOf(filter);
        Cursor cursor = after == null ? null : Cursor.decode(after, query);
        // One row more than asked for tells whether another follows.
        JobWalk.Found found = walk.find(tenant.name(), filter, cursor, limit + 1, effort);
        List<Cursor> places = found.places();
        boolean full = places.size() > limit;
        Cursor next = full ? places.get(limit - 1) : found.reached();
        List<UUID> ids = places.stream().limit(limit).map(Cursor::jobId).toList();
        return new PredictionPage(
                jobs.all(ids).stream()
                        // One that was waiting when it was found may have ended since.
                        .filter(job -> filter.state() == null || job.state == filter.state())
                        .map(PredictionItem::of)
                        .toList(),
                next == null ? null : next.encode(query));
    }

    /** Whether a text is a cursor of a query. */
    boolean isCursor(PredictionFilter filter, String text) {
        try {
            return Cursor.decode(text, queryOf(filter)) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String queryOf(PredictionFilter filter) {
        return tenant.name() + " " + filter;
    }
}
