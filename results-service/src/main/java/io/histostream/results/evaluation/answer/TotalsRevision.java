package io.histostream.results.evaluation.answer;

import io.histostream.results.Database;
import io.histostream.results.Tenant;
import io.histostream.results.evaluation.reading.Scope;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** Takes the revision from what is cheap to ask: running totals, and the ends of indexes. */
@Singleton
public class TotalsRevision implements DataSetRevision {

    private static final String JOBS_OF_DATASET =
            "SELECT coalesce(sum(changes), 0) FROM job_total WHERE tenant = ? AND dataset = ?";

    // By the index alone: a job comes once and ends once.
    private static final String JOBS_OF_BATCH =
            "SELECT count(*) + count(completed_at) FROM job WHERE tenant = ? AND batch_id = ?";

    private static final String REVISION = "SELECT concat_ws('/', (%s),"
            + " (SELECT coalesce(max(change), 0) FROM label_history WHERE tenant = ?),"
            + " (SELECT count(*) || '/' || coalesce(max(last_in_service)::text, '') FROM model_card))";

    private final Database database;
    private final String tenant;

    public TotalsRevision(Database database, Tenant tenant) {
        this.database = database;
        this.tenant = tenant.name();
    }

    @Override
    public String of(Scope scope) {
        String sql = REVISION.formatted(scope.batch() == null ? JOBS_OF_DATASET : JOBS_OF_BATCH);
        return database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, tenant);
                statement.setObject(2, scope.batch() == null ? scope.dataset() : scope.batch());
                statement.setString(3, tenant);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        });
    }
}
