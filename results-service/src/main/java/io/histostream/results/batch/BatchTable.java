package io.histostream.results.batch;

import static io.histostream.results.intake.Columns.column;

import io.histostream.contracts.BatchAccepted;
import io.histostream.contracts.BatchImage;
import io.histostream.results.intake.Columns;
import io.histostream.results.outcome.JobRow;
import io.histostream.results.outcome.JobTable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Writes tables {@code batch}, {@code image} and {@code image_name}, and a batch's accepted jobs. The batch itself is written first: from then on
 * its progress is right, since a job without a row is one that is accepted and no more.
 */
@Singleton
public class BatchTable {

    private static final String INSERT_BATCH =
            "INSERT INTO batch (batch_id, tenant, dataset, models, submitted_at, image_count)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (batch_id) DO NOTHING";

    private record ImageRow(String tenant, BatchImage image) {}

    private static final Columns<ImageRow> IMAGE = new Columns<>(List.of(
            column("image_id", "uuid", row -> row.image().imageId()),
            column("tenant", "text", ImageRow::tenant),
            column("sha256", "text", row -> row.image().image().sha256()),
            column("media_type", "text", row -> row.image().image().mediaType()),
            column("size", "bigint", row -> row.image().image().size())));

    private static final String INSERT_IMAGES = IMAGE.insertInto("image") + " ON CONFLICT (image_id) DO NOTHING";

    private static final Columns<ImageRow> NAME = new Columns<>(List.of(
            column("name", "text", row -> row.image().name()),
            column("tenant", "text", ImageRow::tenant),
            column("image_id", "uuid", row -> row.image().imageId())));

    private static final String INSERT_NAMES =
            NAME.insertInto("image_name") + " ON CONFLICT (tenant, name, image_id) DO NOTHING";

    private final DataSource dataSource;
    private final JobTable jobs;

    public BatchTable(DataSource dataSource, JobTable jobs) {
        this.dataSource = dataSource;
        this.jobs = jobs;
    }

    /** Each part is a transaction of its own, and all of it can be done again. */
    public void accept(BatchAccepted batch) throws SQLException {
        insertBatch(batch);
        insertImages(batch);
        for (String model : batch.models()) {
            Function<BatchImage, JobRow> accepted = image -> JobRow.accepted(batch.job(image, model));
            jobs.accept(batch.images().stream().map(accepted).toList());
        }
    }

    private void insertBatch(BatchAccepted batch) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT_BATCH)) {
            statement.setObject(1, batch.batchId());
            statement.setString(2, batch.tenant());
            statement.setString(3, batch.dataset());
            statement.setArray(
                    4, connection.createArrayOf("text", batch.models().toArray()));
            statement.setTimestamp(5, Timestamp.from(batch.submittedAt().truncatedTo(ChronoUnit.MICROS)));
            statement.setInt(6, batch.images().size());
            statement.executeUpdate();
        }
    }

    private void insertImages(BatchAccepted batch) throws SQLException {
        List<ImageRow> images = batch.images().stream()
                .map(image -> new ImageRow(batch.tenant(), image))
                .toList();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT_IMAGES)) {
            IMAGE.bind(statement, images);
            statement.executeUpdate();
        }
        List<ImageRow> named =
                images.stream().filter(row -> row.image().name() != null).toList();
        if (!named.isEmpty()) {
            insertNames(named);
        }
    }

    private void insertNames(List<ImageRow> named) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT_NAMES)) {
            NAME.bind(statement, named);
            statement.executeUpdate();
        }
    }
}
