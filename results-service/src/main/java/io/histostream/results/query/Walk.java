package io.histostream.results.query;

import io.histostream.results.outcome.JobState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The SQL of one step of a walk, newest first: a number of rows of one index, and which of them pass a filter. The narrowest
 * condition that has an index chooses the rows; the others are only looked at, so that a step costs the same whether all
 * rows pass or none.
 */
final class Walk {

    private final List<String> range = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    Walk(String tenant, PredictionFilter filter) {
        values.put("tenant", tenant);
        either("batch_id = :batch", "batch", filter.batch());
        either("slide_id = :slide", "slide", filter.slide());
        either("patient_id = :patient", "patient", filter.patient());
        either("dataset = :dataset", "dataset", filter.dataset());
        if (range.isEmpty() && filter.state() == JobState.FAILED) {
            range.add("state = 'FAILED'");
        } else if (filter.state() != null) {
            rest("state = :state", "state", filter.state().name());
        }
        // The collation names the index, see V6__walk.sql.
        range.add(range.isEmpty() ? "tenant COLLATE \"C\" = :tenant" : "tenant = :tenant");
        rest("model = :model", "model", filter.model());
        rest("label = :label", "label", filter.label());
        rest("score >= :minScore", "minScore", filter.minScore());
        rest("score <= :maxScore", "maxScore", filter.maxScore());
        rest(
                "magnification = :magnification",
                "magnification",
                filter.magnification() == null ? null : filter.magnification().times());
        if (filter.from() != null) {
            range.add("submitted_at >= :from");
            values.put("from", filter.from());
        }
        if (filter.to() != null) {
            values.put("to", filter.to());
        }
    }

    private void either(String condition, String name, Object value) {
        if (value != null) {
            (range.isEmpty() ? range : rest).add(condition);
            values.put(name, value);
        }
    }

    private void rest(String condition, String name, Object value) {
        if (value != null) {
            rest.add(condition);
            values.put(name, value);
        }
    }

    /** Whether rows of the range may not pass. */
    boolean skips() {
        return !rest.isEmpty();
    }

    /**
     * @param after whether the step goes on behind {@code :afterTime, :afterJob}, or else begins; then it ends before
     *     {@code :to} where there is one, as a row behind which a walk goes on did already
     */
    String sql(boolean after) {
        List<String> conditions = new ArrayList<>(range);
        if (after) {
            conditions.add("(submitted_at, job_id) < (CAST(:afterTime AS timestamptz), CAST(:afterJob AS uuid))");
        } else if (values.containsKey("to")) {
            conditions.add("submitted_at < :to");
        }
        // A materialised part is read in the order in which it was made: its last row is the one at its end.
        return """
                WITH walked AS MATERIALIZED (
                    SELECT submitted_at, job_id, %s AS passes FROM job WHERE %s
                    ORDER BY submitted_at DESC, job_id DESC LIMIT :reach)
                (SELECT submitted_at, job_id, true FROM walked WHERE passes
                    ORDER BY submitted_at DESC, job_id DESC LIMIT :wanted)
                UNION ALL
                (SELECT submitted_at, job_id, false FROM walked OFFSET :reach - 1)
                """.formatted(rest.isEmpty() ? "true" : String.join(" AND ", rest), String.join(" AND ", conditions));
    }

    Map<String, Object> values(boolean after) {
        Map<String, Object> all = new HashMap<>(values);
        if (after) {
            all.remove("to");
        }
        return all;
    }
}
