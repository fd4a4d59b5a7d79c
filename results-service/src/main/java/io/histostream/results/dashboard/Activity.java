package io.histostream.results.dashboard;

import io.histostream.results.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** How many jobs ended in each minute of the last hour. */
@ApplicationScoped
public class Activity {

    private static final int MINUTES = 60;
    private static final String ENDED =
            """
            select date_trunc('minute', completed_at) as minute, count(*) filter (where state = 'SUCCEEDED'),
                   count(*) filter (where state = 'FAILED')
            from job where tenant = :tenant and completed_at >= :since group by minute
            """;

    private final EntityManager entities;
    private final Tenant tenant;

    public Activity(EntityManager entities, Tenant tenant) {
        this.entities = entities;
        this.tenant = tenant;
    }

    /** Each of the sixty minutes until now, those without a job too. */
    @Transactional
    public List<MinuteOfJobs> lastHour(Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(MINUTES - 1, ChronoUnit.MINUTES);
        Map<Instant, MinuteOfJobs> counted = ended(first).stream()
                .collect(Collectors.toMap(MinuteOfJobs::at, minute -> minute));
        return LongStream.range(0, MINUTES)
                .mapToObj(minute -> first.plus(minute, ChronoUnit.MINUTES))
                .map(at -> counted.getOrDefault(at, new MinuteOfJobs(at, 0, 0)))
                .toList();
    }

    @SuppressWarnings("unchecked") // a native query's rows have no type of their own
    private List<MinuteOfJobs> ended(Instant since) {
        List<Object[]> rows = entities.createNativeQuery(ENDED, Object[].class)
                .setParameter("tenant", tenant.name())
                .setParameter("since", since)
                .getResultList();
        return rows.stream()
                .map(row -> new MinuteOfJobs(
                        (Instant) row[0], ((Number) row[1]).longValue(), ((Number) row[2]).longValue()))
                .toList();
    }
}
