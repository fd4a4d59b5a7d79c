package io.histostream.results.query;

import io.histostream.results.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Walks through the predictions of a query, page by page. */
@ApplicationScoped
public class Predictions {

    private final JobRepository jobs;
    private final Tenant tenant;

    public Predictions(JobRepository jobs, Tenant tenant) {
        this.jobs = jobs;
        this.tenant = tenant;
    }

    /**
     * @param after {@code null} for the first page
     * @throws IllegalArgumentException if the cursor is not one of this query
     */
    public PredictionPage page(PredictionFilter filter, String after, int limit) {
        String query = queryOf(filter);
        Cursor cursor = after == null ? null : Cursor.decode(after, query);
        // One row more than asked for tells whether another page follows.
        List<Job> rows = jobs.page(tenant.name(), filter, cursor, limit + 1);
        List<Job> page = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit ? Cursor.after(page.get(limit - 1)).encode(query) : null;
        return new PredictionPage(page.stream().map(PredictionItem::of).toList(), next);
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
