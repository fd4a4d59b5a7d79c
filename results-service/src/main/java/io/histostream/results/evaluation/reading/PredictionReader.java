package io.histostream.results.evaluation.reading;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.Database;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import io.histostream.results.model.ModelCards;
import io.histostream.results.outcome.JobState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads a {@link PredictionTable} in two passes of the database: the jobs, then the labels of their images. */
@Singleton
public class PredictionReader {

    // Each is one range of one index, in its order.
    private static final String JOBS =
            "SELECT image_id, patient_id, magnification::text, model, state, model_version, model_digest, label, scores::text"
                    + " FROM job WHERE tenant = ? AND %s = ? ORDER BY submitted_at DESC, job_id DESC";

    private static final String LABELS = "SELECT image_id, label FROM label WHERE tenant = ? AND image_id = ANY (?)";

    private static final int ROWS_AT_A_TIME = 5000;

    private final Database database;
    private final ModelCards cards;
    private final Meanings meanings;
    private final String tenant;
    private final String positiveLabel;
    private final int maxImages;

    public PredictionReader(
            Database database, ModelCards cards, Meanings meanings, Tenant tenant, ResultsConfig config) {
        this.database = database;
        this.cards = cards;
        this.meanings = meanings;
        this.tenant = tenant.name();
        this.positiveLabel = config.positiveLabel();
        this.maxImages = config.evaluation().maxImages();
    }

    /** An unknown data set or batch has no images. */
    public PredictionTable read(Scope scope) {
        TableBuilder table = new TableBuilder(cards.all(), positiveLabel, meanings::of);
        return database.transaction(connection -> {
            readJobs(connection, scope, table);
            return table.build(scope, labels(connection, table));
        });
    }

    private void readJobs(Connection connection, Scope scope, TableBuilder table) throws SQLException {
        String sql = JOBS.formatted(scope.batch() == null ? "dataset" : "batch_id");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setString(1, tenant);
            statement.setObject(2, scope.batch() == null ? scope.dataset() : scope.batch());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    readJob(rows, table);
                }
            }
        }
    }

    private void readJob(ResultSet row, TableBuilder table) throws SQLException {
        int image = table.image(row.getObject(1, UUID.class), row.getString(2), row.getString(3));
        if (image >= maxImages) {
            throw new ProblemException(
                    ProblemCode.TOO_LARGE,
                    "More than " + maxImages + " images are not evaluated at once; this is a setting of the service.");
        }
        String state = row.getString(5);
        if (state.equals(JobState.ACCEPTED.name())) {
            return;
        }
        ColumnBuilder column = table.column(row.getString(4), row.getString(6));
        if (state.equals(JobState.FAILED.name())) {
            column.failed(image);
        } else if (column.needsSuccess(image)) {
            column.succeeded(image, row.getString(7), row.getString(8), row.getString(9), table.labels());
        }
    }

    private Map<UUID, String> labels(Connection connection, TableBuilder table) throws SQLException {
        Map<UUID, String> labels = new HashMap<>();
        List<UUID> images = List.copyOf(table.images());
        try (PreparedStatement statement = connection.prepareStatement(LABELS)) {
            for (int from = 0; from < images.size(); from += ROWS_AT_A_TIME) {
                List<UUID> some = images.subList(from, Math.min(images.size(), from + ROWS_AT_A_TIME));
                statement.setString(1, tenant);
                statement.setArray(2, connection.createArrayOf("uuid", some.toArray()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        labels.put(rows.getObject(1, UUID.class), rows.getString(2));
                    }
                }
            }
        }
        return labels;
    }
}
