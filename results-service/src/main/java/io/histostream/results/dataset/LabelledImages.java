package io.histostream.results.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the labelled images of data sets: again at once when a label has changed, and now and then while images arrive, of
 * which some may have had labels before they came.
 */
@ApplicationScoped
public class LabelledImages {

    private static final Duration AGE = Duration.ofSeconds(30);

    private static final String CHANGE = "SELECT coalesce(max(change), 0) FROM label_history WHERE tenant = :tenant";

    private static final String IMAGES =
            "SELECT coalesce(sum(images), 0)::bigint FROM dataset_total WHERE tenant = :tenant";

    private static final String COUNT = """
            SELECT i.dataset, count(*)
            FROM label AS l JOIN dataset_image AS i ON i.tenant = l.tenant AND i.image_id = l.image_id
            WHERE l.tenant = :tenant
            GROUP BY i.dataset
            """;

    private record Counts(long change, long images, long countedAt, Map<String, Long> byDataset) {

        boolean areGood(long latestChange, long latestImages) {
            return change == latestChange && (images == latestImages || System.nanoTime() - countedAt < AGE.toNanos());
        }
    }

    private final EntityManager entities;
    private final Map<String, Counts> byTenant = new ConcurrentHashMap<>();

    public LabelledImages(EntityManager entities) {
        this.entities = entities;
    }

    /** Those of data sets that have one. */
    @Transactional
    public Map<String, Long> byDataset(String tenant) {
        long change = (Long) query(CHANGE, tenant).getSingleResult();
        long images = (Long) query(IMAGES, tenant).getSingleResult();
        return byTenant.compute(
                        tenant,
                        (key, known) -> known != null && known.areGood(change, images)
                                ? known
                                : new Counts(change, images, System.nanoTime(), count(tenant)))
                .byDataset();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Long> count(String tenant) {
        Map<String, Long> counts = new HashMap<>();
        ((List<Object[]>) query(COUNT, tenant).getResultList())
                .forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    private Query query(String sql, String tenant) {
        return entities.createNativeQuery(sql).setParameter("tenant", tenant);
    }
}
