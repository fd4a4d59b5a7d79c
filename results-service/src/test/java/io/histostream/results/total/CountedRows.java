package io.histostream.results.total;

import io.histostream.results.Rows;
import java.sql.SQLException;
import java.util.List;

/** The running totals, and the counts that they must equal, as text in the same order. */
final class CountedRows {

    private CountedRows() {}

    static List<String> ofTotals() throws SQLException {
        return Rows.texts(
                "SELECT concat_ws('|', tenant, dataset, model, model_version, state, sum(jobs)) FROM job_total"
                        + " GROUP BY tenant, dataset, model, model_version, state HAVING sum(jobs) <> 0 ORDER BY 1");
    }

    static List<String> ofJobs() throws SQLException {
        return Rows.texts(
                "SELECT concat_ws('|', tenant, coalesce(dataset, ''), model, coalesce(model_version, ''), state,"
                        + " count(*)) FROM job GROUP BY tenant, dataset, model, model_version, state ORDER BY 1");
    }

    /** Of the last hour: older minutes may have been removed. */
    static List<String> ofActivity() throws SQLException {
        return Rows.texts(
                "SELECT concat_ws('|', tenant, minute, model, state, sum(jobs)) FROM activity"
                        + " WHERE minute > now() - interval '1 hour' GROUP BY tenant, minute, model, state HAVING sum(jobs) <> 0 ORDER BY 1");
    }

    static List<String> ofEndedJobs() throws SQLException {
        return Rows.texts("SELECT concat_ws('|', tenant, date_trunc('minute', completed_at), model, state, count(*))"
                + " FROM job WHERE date_trunc('minute', completed_at) > now() - interval '1 hour' GROUP BY tenant, date_trunc('minute', completed_at), model, state"
                + " ORDER BY 1");
    }

    static List<String> ofDatasets() throws SQLException {
        return Rows.texts("SELECT concat_ws('|', tenant, dataset, sum(images)) FROM dataset_total"
                + " GROUP BY tenant, dataset ORDER BY 1");
    }

    static List<String> ofImages() throws SQLException {
        return Rows.texts("SELECT concat_ws('|', tenant, dataset, count(DISTINCT image_id)) FROM job"
                + " WHERE dataset IS NOT NULL GROUP BY tenant, dataset ORDER BY 1");
    }
}
