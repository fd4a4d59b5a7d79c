package io.histostream.results.total;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers how many jobs there are without counting them. Every answer is exact: it has what was committed before it was
 * asked for.
 */
@ApplicationScoped
public class Totals {

    private static final String STATES = """
            coalesce(sum(jobs) FILTER (WHERE state = 'ACCEPTED'), 0)::bigint,
            coalesce(sum(jobs) FILTER (WHERE state = 'SUCCEEDED'), 0)::bigint,
            coalesce(sum(jobs) FILTER (WHERE state = 'FAILED'), 0)::bigint
            """;

    private static final String MODELS = "SELECT model, " + STATES
            + " FROM job_total WHERE tenant = :tenant GROUP BY model HAVING sum(jobs) > 0 ORDER BY model";

    private static final String DATASETS = """
            SELECT jobs.dataset, coalesce(images.images, 0)::bigint, accepted + succeeded + failed, succeeded, failed
            FROM (SELECT dataset, %s FROM job_total WHERE tenant = :tenant AND dataset <> '' GROUP BY dataset)
                AS jobs (dataset, accepted, succeeded, failed)
            LEFT JOIN (SELECT dataset, sum(images) FROM dataset_total WHERE tenant = :tenant GROUP BY dataset)
                AS images (dataset, images) ON images.dataset = jobs.dataset
            ORDER BY jobs.dataset
            """.formatted(STATES);

    private static final String MINUTES = "SELECT minute, model, " + STATES
            + " FROM activity WHERE tenant = :tenant AND minute >= :since GROUP BY minute, model ORDER BY minute, model";

    private static final String REVISION = "SELECT coalesce(sum(changes), 0)::bigint FROM job_total"
            + " WHERE tenant = :tenant AND dataset = :dataset";

    private final EntityManager entities;

    public Totals(EntityManager entities) {
        this.entities = entities;
    }

    /** By model's name. */
    @Transactional
    public List<ModelTotal> byModel(String tenant) {
        return rows(query(MODELS, tenant))
                .map(row -> new ModelTotal((String) row[0], (Long) row[1], (Long) row[2], (Long) row[3]))
                .toList();
    }

    /** Every data set that jobs name, by its name. */
    @Transactional
    public List<DatasetTotal> byDataset(String tenant) {
        return rows(query(DATASETS, tenant))
                .map(row ->
                        new DatasetTotal((String) row[0], (Long) row[1], (Long) row[2], (Long) row[3], (Long) row[4]))
                .toList();
    }

    /** Every data set that jobs name. */
    @Transactional
    public List<String> datasets(String tenant) {
        return byDataset(tenant).stream().map(DatasetTotal::dataset).toList();
    }

    /**
     * What ended since a time, in order of time and then of the models' names. A minute in which a model ended nothing has
     * no element; what is older than {@link ActivityPruning#KEPT} may be gone.
     */
    @Transactional
    public List<Minute> since(String tenant, Instant since) {
        return rows(query(MINUTES, tenant).setParameter("since", since))
                .map(row -> new Minute((Instant) row[0], (String) row[1], (Long) row[3], (Long) row[4]))
                .toList();
    }

    /**
     * A number that grows with every change of a data set's jobs, and costs a few rows to read. Whatever was computed from
     * the jobs after the number was read is good for as long as the number stays; read it before them, never after.
     * Labels are not part of it: the greatest {@code label_history.change} of the tenant is theirs.
     */
    @Transactional
    public long revision(String tenant, String dataset) {
        return (Long) query(REVISION, tenant).setParameter("dataset", dataset).getSingleResult();
    }

    private Query query(String sql, String tenant) {
        return entities.createNativeQuery(sql).setParameter("tenant", tenant);
    }

    @SuppressWarnings("unchecked")
    private static Stream<Object[]> rows(Query query) {
        return ((List<Object[]>) query.getResultList()).stream();
    }
}
