package io.histostream.results.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conditions of one query and their values; a condition without a value is left out. */
final class Criteria {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    /** @param condition names its value as {@code :name} */
    Criteria and(String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }

    Criteria after(Cursor cursor) {
        if (cursor != null) {
            conditions.add("(submittedAt, jobId) < (:afterTime, :afterJob)");
            values.put("afterTime", cursor.submittedAt());
            values.put("afterJob", cursor.jobId());
        }
        return this;
    }

    String where() {
        return String.join(" and ", conditions);
    }

    Map<String, Object> values() {
        return values;
    }

    static Criteria of(String tenant, PredictionFilter filter) {
        return new Criteria()
                .and("tenant = :tenant", "tenant", tenant)
                .and("batchId = :batch", "batch", filter.batch())
                .and("dataset = :dataset", "dataset", filter.dataset())
                .and("patientId = :patient", "patient", filter.patient())
                .and("slideId = :slide", "slide", filter.slide())
                .and(
                        "magnification = :magnification",
                        "magnification",
                        filter.magnification() == null
                                ? null
                                : filter.magnification().times())
                .and("model = :model", "model", filter.model())
                .and("label = :label", "label", filter.label())
                .and("state = :state", "state", filter.state())
                .and("score >= :minScore", "minScore", filter.minScore())
                .and("score <= :maxScore", "maxScore", filter.maxScore())
                .and("submittedAt >= :from", "from", filter.from())
                .and("submittedAt < :to", "to", filter.to());
    }
}
