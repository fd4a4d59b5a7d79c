package io.histostream.results.batch;

import io.histostream.results.batch.BatchProgress.Ended;
import io.histostream.results.outcome.JobState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads batches and counts their jobs. */
@ApplicationScoped
public class BatchRepository implements PanacheRepositoryBase<Batch, UUID> {

    // Answered from index job_by_batch alone once the rows are settled.
    private static final String ENDED = "select batchId, model, state, count(*), max(completedAt) from Job"
            + " where tenant = ?1 and batchId in ?2 and state <> ?3 group by batchId, model, state";

    /** Empty if the tenant has no such batch, or its message has not come yet. */
    @Transactional
    public Optional<BatchProgress> progress(String tenant, UUID batchId) {
        return find("tenant = ?1 and batchId = ?2", tenant, batchId)
                .firstResultOptional()
                .map(batch -> BatchProgress.of(batch, ended(tenant, List.of(batchId))));
    }

    /** The newest batches first. */
    @Transactional
    public List<BatchProgress> recent(String tenant, int limit) {
        List<Batch> batches = find("tenant = ?1 order by submittedAt desc, batchId desc", tenant)
                .range(0, limit - 1)
                .list();
        Map<UUID, List<Ended>> ended = ended(
                        tenant, batches.stream().map(batch -> batch.batchId).toList())
                .stream()
                .collect(java.util.stream.Collectors.groupingBy(Ended::batchId));
        return batches.stream()
                .map(batch -> BatchProgress.of(batch, ended.getOrDefault(batch.batchId, List.of())))
                .toList();
    }

    private List<Ended> ended(String tenant, List<UUID> batches) {
        if (batches.isEmpty()) {
            return List.of();
        }
        return getEntityManager()
                .createQuery(ENDED, Object[].class)
                .setParameter(1, tenant)
                .setParameter(2, batches)
                .setParameter(3, JobState.ACCEPTED)
                .getResultList()
                .stream()
                .map(row -> new Ended(
                        (UUID) row[0], (String) row[1], row[2] == JobState.SUCCEEDED, (Long) row[3], (Instant) row[4]))
                .toList();
    }
}
