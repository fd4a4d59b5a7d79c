package io.histostream.results.query;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads jobs, newest first. Each call is a transaction of its own, so that no reader holds a connection for long. */
@ApplicationScoped
public class JobRepository implements PanacheRepositoryBase<Job, UUID> {

    // Neither ever changes, so a row keeps its place while others arrive and advance.
    private static final String ORDER = " order by submittedAt desc, jobId desc";

    /**
     * The rows that follow a cursor, or the first ones. A row that is there during the whole of a walk from page to page,
     * and passes the filter all that time, is met exactly once.
     */
    @Transactional
    public List<Job> page(String tenant, PredictionFilter filter, Cursor after, int limit) {
        return list(Criteria.of(tenant, filter).after(after), limit);
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
