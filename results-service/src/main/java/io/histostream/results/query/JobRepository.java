package io.histostream.results.query;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads jobs, newest first. Each call is a transaction of its own, so that no reader holds a connection for long. */
@ApplicationScoped
public class JobRepository implements PanacheRepositoryBase<Job, UUID> {

    // Neither ever changes, so a row keeps its place while others arrive and advance.
    private static final String ORDER = " order by submittedAt desc, jobId desc";

    private static final String BY_IDS =
            "SELECT * FROM job WHERE job_id = ANY (CAST(string_to_array(:ids, ',') AS uuid[]))"
                    + " ORDER BY submitted_at DESC, job_id DESC";

    /** Newest first; an id that names nothing has no row. */
    @Transactional
    @SuppressWarnings("unchecked")
    List<Job> all(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        // One text, since a list of parameters makes another statement for every length.
        String text = ids.stream().map(UUID::toString).collect(Collectors.joining(","));
        return getEntityManager()
                .createNativeQuery(BY_IDS, Job.class)
                .setParameter("ids", text)
                .getResultList();
    }

    @Transactional
    public List<Job> ofImage(String tenant, UUID imageId, int limit) {
        return list(tenant, "imageId = :subject", imageId, limit);
    }

    @Transactional
    public List<Job> ofSlide(String tenant, String slideId, int limit) {
        return list(tenant, "slideId = :subject", slideId, limit);
    }

    @Transactional
    public List<Job> ofPatient(String tenant, String patientId, int limit) {
        return list(tenant, "patientId = :subject", patientId, limit);
    }

    /** One job, whatever became of it. */
    @Transactional
    public Optional<Job> find(String tenant, UUID jobId) {
        return find("tenant = ?1 and jobId = ?2", tenant, jobId).firstResultOptional();
    }

    /**
     * The latest job of an image that has activation maps.
     *
     * @param version {@code null} for any
     */
    @Transactional
    public Optional<Job> latestWithMap(String tenant, UUID imageId, String model, String version) {
        Criteria criteria = new Criteria()
                .and("tenant = :tenant", "tenant", tenant)
                .and("imageId = :image", "image", imageId)
                .and("model = :model", "model", model)
                .and("modelVersion = :version", "version", version);
        return find(criteria.where() + " and activationMap is not null" + ORDER, criteria.values())
                .firstResultOptional();
    }

    private List<Job> list(String tenant, String condition, Object subject, int limit) {
        return list(new Criteria().and("tenant = :tenant", "tenant", tenant).and(condition, "subject", subject), limit);
    }

    private List<Job> list(Criteria criteria, int limit) {
        return find(criteria.where() + ORDER, criteria.values())
                .range(0, limit - 1)
                .list();
    }
}
