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
import java.util.stream.Collectors;

/** Reads batches and counts their jobs. */
@ApplicationScoped
public class BatchRepository implements PanacheRepositoryBase<Batch, UUID> {

    // Answered from index job_by_batch alone once the rows are settled.
    private static final String ENDED = "select batchId, model, state, count(*), max(completedAt) from Job"
            + " where tenant = ?1 and batchId in ?2 and state <> ?3 group by batchId, model, state";

    // What has ended stays as it is, and is not counted again: of the listed batches, only those that run are.
    private final CompletedBatches completed = new CompletedBatches();

    /** Empty if the tenant has no such batch, or its message has not come yet. */
    @Transactional
    public Optional<BatchProgress> progress(String tenant, UUID batchId) {
        return find("tenant = ?1 and batchId = ?2", tenant, batchId)
                .firstResultOptional()
                .map(batch -> progress(tenant, List.of(batch)).get(0));
    }

    /** The newest batches first. */
    @Transactional
    public List<BatchProgress> recent(String tenant, int limit) {
        return progress(
                tenant,
                find("tenant = ?1 order by submittedAt desc, batchId desc", tenant)
                        .range(0, limit - 1)
                        .list());
    }

    private List<BatchProgress> progress(String tenant, List<Batch> batches) {
        Map<UUID, BatchProgress> known = completed.of(batches);
        List<UUID> counted = batches.stream()
                .map(batch -> batch.batchId)
                .filter(id -> !known.containsKey(id))
                .toList();
        Map<UUID, List<Ended>> ended = ended(tenant, counted).stream().collect(Collectors.groupingBy(Ended::batchId));
        return batches.stream()
                .map(batch -> known.containsKey(batch.batchId)
                        ? known.get(batch.batchId)
                        : completed.kept(BatchProgress.of(batch, ended.getOrDefault(batch.batchId, List.of()))))
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
