package io.histostream.results.query;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds the rows of a query, newest first, step by step, for as long as it may take. */
@ApplicationScoped
public class JobWalk {

    private static final int LONGEST_STEP = 100_000;

    /**
     * How much a walk may do.
     *
     * @param step rows that are looked at, where some may not pass, before the time is looked at
     * @param time stops soon after it, with whatever was found
     */
    record Effort(int step, Duration time) {}

    /**
     * @param places of the rows that pass, in order
     * @param reached where the walk stopped without having seen everything, or {@code null} at the end of the rows
     */
    record Found(List<Cursor> places, Cursor reached) {}

    private final EntityManager entities;

    public JobWalk(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * @param after {@code null} to begin
     * @param wanted stops with so many rows
     */
    @Transactional
    Found find(String tenant, PredictionFilter filter, Cursor after, int wanted, Effort effort) {
        Walk walk = new Walk(tenant, filter);
        long start = System.nanoTime();
        List<Cursor> found = new ArrayList<>();
        Cursor reached = after;
        int reach = walk.skips() ? effort.step() : wanted;
        while (true) {
            long before = System.nanoTime();
            Found step = step(walk, reached, reach, wanted - found.size());
            found.addAll(step.places());
            reached = step.reached();
            long now = System.nanoTime();
            if (reached == null || found.size() == wanted) {
                return new Found(found, reached);
            }
            reach = next(reach, now - before, effort.time().toNanos() - (now - start));
            if (reach < effort.step()) {
                return new Found(found, reached);
            }
        }
    }

    /** As many rows as the time that is left will do for, going by the last step. */
    private static int next(int reach, long took, long left) {
        double affordable = 0.8 * reach * left / Math.max(1, took);
        return (int) Math.min(Math.min(4.0 * reach, LONGEST_STEP), affordable);
    }

    @SuppressWarnings("unchecked")
    private Found step(Walk walk, Cursor after, int reach, int wanted) {
        Query query = entities.createNativeQuery(walk.sql(after != null), Object[].class);
        walk.values(after != null).forEach(query::setParameter);
        if (after != null) {
            query.setParameter("afterTime", after.submittedAt());
            query.setParameter("afterJob", after.jobId());
        }
        query.setParameter("reach", reach);
        query.setParameter("wanted", wanted);
        List<Cursor> found = new ArrayList<>();
        Cursor reached = null;
        for (Object[] row : (List<Object[]>) query.getResultList()) {
            Cursor place = new Cursor((Instant) row[0], (UUID) row[1]);
            if ((Boolean) row[2]) {
                found.add(place);
            } else {
                reached = place;
            }
        }
        return new Found(found, reached);
    }
}
