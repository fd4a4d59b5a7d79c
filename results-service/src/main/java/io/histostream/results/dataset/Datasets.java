package io.histostream.results.dataset;

import io.histostream.results.total.Totals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists data sets from the running totals; only their labels are counted. */
@ApplicationScoped
public class Datasets {

    // Both sides in the order of the image: one pass over the labels, whatever the number of jobs.
    private static final String LABELLED = """
            SELECT i.dataset, count(*)
            FROM label AS l JOIN dataset_image AS i ON i.tenant = l.tenant AND i.image_id = l.image_id
            WHERE l.tenant = :tenant
            GROUP BY i.dataset
            """;

    private final Totals totals;
    private final EntityManager entities;

    public Datasets(Totals totals, EntityManager entities) {
        this.totals = totals;
        this.entities = entities;
    }

    /** By name. */
    @Transactional
    public List<Dataset> list(String tenant) {
        Map<String, Long> labelled = labelled(tenant);
        return totals.byDataset(tenant).stream()
                .map(total -> new Dataset(
                        total.dataset(),
                        total.images(),
                        total.jobs(),
                        total.succeeded(),
                        total.failed(),
                        labelled.getOrDefault(total.dataset(), 0L)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Long> labelled(String tenant) {
        Map<String, Long> counts = new HashMap<>();
        List<Object[]> rows = entities.createNativeQuery(LABELLED)
                .setParameter("tenant", tenant)
                .getResultList();
        rows.forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }
}
