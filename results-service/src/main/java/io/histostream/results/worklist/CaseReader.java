package io.histostream.results.worklist;

import io.histostream.contracts.Magnification;
import io.histostream.results.Database;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Finds the cases among the latest jobs: as many as are looked at, and no more, whatever the table holds. */
@Singleton
class CaseReader {

    /** @param truncated whether there are older jobs that were not looked at */
    record Found(List<Case> cases, int jobs, boolean truncated) {}

    // The order of the index that each scope has, so that only as many rows are read as are looked at.
    private static final String LATEST = "SELECT image_id, model, dataset, patient_id, slide_id, magnification, state,"
            + " model_version, model_digest, label, score, CASE WHEN label = ? THEN NULL ELSE scores::text END, failure_code"
            + " FROM job WHERE tenant = ?%s ORDER BY submitted_at DESC, job_id DESC LIMIT ?";

    private static final int ROWS_PER_FETCH = 5_000;

    private final Database database;
    private final Tenant tenant;
    private final OpinionReader.Factory opinions;
    private final ResultsConfig.Worklist rules;
    private final String positiveLabel;

    CaseReader(Database database, Tenant tenant, OpinionReader.Factory opinions, ResultsConfig config) {
        this.database = database;
        this.tenant = tenant;
        this.opinions = opinions;
        this.rules = config.worklist();
        this.positiveLabel = config.positiveLabel();
    }

    /** Cases that have a reason, the neediest first. */
    Found read(WorklistFilter.Scope scope) {
        OpinionReader reader = opinions.make();
        return database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql(scope))) {
                statement.setFetchSize(ROWS_PER_FETCH);
                bind(statement, scope);
                try (ResultSet rows = statement.executeQuery()) {
                    return found(rows, reader);
                }
            }
        });
    }

    private static String sql(WorklistFilter.Scope scope) {
        return LATEST.formatted((scope.dataset() == null ? "" : " AND dataset = ?")
                + (scope.batch() == null ? "" : " AND batch_id = ?"));
    }

    private void bind(PreparedStatement statement, WorklistFilter.Scope scope) throws SQLException {
        int next = 1;
        statement.setString(next++, positiveLabel);
        statement.setString(next++, tenant.name());
        if (scope.dataset() != null) {
            statement.setString(next++, scope.dataset());
        }
        if (scope.batch() != null) {
            statement.setObject(next++, scope.batch());
        }
        // One more than is looked at tells whether there are older ones.
        statement.setInt(next, rules.maxJobs() + 1);
    }

    private Found found(ResultSet rows, OpinionReader reader) throws SQLException {
        Map<UUID, Draft> drafts = new LinkedHashMap<>();
        int jobs = 0;
        while (rows.next()) {
            if (jobs == rules.maxJobs()) {
                return new Found(cases(drafts), jobs, true);
            }
            jobs++;
            if (!"ACCEPTED".equals(rows.getString(7))) {
                UUID image = rows.getObject(1, UUID.class);
                Draft draft = drafts.get(image);
                if (draft == null) {
                    draft = Draft.of(rows);
                    drafts.put(image, draft);
                }
                // The latest job of each model comes first.
                String model = rows.getString(2);
                if (!draft.opinions().containsKey(model)) {
                    draft.opinions().put(model, reader.read(rows));
                }
            }
        }
        return new Found(cases(drafts), jobs, false);
    }

    private List<Case> cases(Map<UUID, Draft> drafts) {
        List<Case> cases = new ArrayList<>();
        drafts.forEach((image, draft) -> {
            List<Opinion> all = List.copyOf(draft.opinions().values());
            Need need = Need.of(all, rules);
            if (!need.reasons().isEmpty()) {
                cases.add(draft.ended(image, need, all));
            }
        });
        cases.sort(Case.BY_NEED);
        return cases;
    }

    /** A case whose jobs are still being read. */
    private record Draft(
            String dataset,
            String patientId,
            String slideId,
            Magnification magnification,
            Map<String, Opinion> opinions) {

        static Draft of(ResultSet row) throws SQLException {
            return new Draft(
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getBigDecimal(6) == null ? null : new Magnification(row.getBigDecimal(6)),
                    new TreeMap<>());
        }

        Case ended(UUID image, Need need, List<Opinion> all) {
            return new Case(image, dataset, patientId, slideId, magnification, need, all);
        }
    }
}
