package io.histostream.results.outcome;

import static io.histostream.results.intake.Columns.column;

import io.histostream.contracts.ImageJob;
import io.histostream.contracts.Magnification;
import io.histostream.results.ResultsConfig;
import io.histostream.results.ResultsMetrics;
import io.histostream.results.intake.Columns;
import io.histostream.results.intake.Columns.Column;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** Writes table {@code job}, many rows by one statement; each statement is one transaction. */
@Singleton
public class JobTable {

    // These make the row; whichever message comes first writes them, and they are the same in both.
    private static final List<Column<JobRow>> JOB = List.of(
            column("job_id", "uuid", JobRow::jobId),
            job("tenant", "text", ImageJob::tenant),
            job("batch_id", "uuid", ImageJob::batchId),
            job("image_id", "uuid", ImageJob::imageId),
            job("sha256", "text", job -> job.image().sha256()),
            job("dataset", "text", ImageJob::dataset),
            job("patient_id", "text", job -> job.specimen().patientId()),
            job("specimen_id", "text", job -> job.specimen().specimenId()),
            job("slide_id", "text", job -> job.specimen().slideId()),
            job("magnification", "numeric", job -> times(job.magnification())),
            job("model", "text", ImageJob::model),
            job("submitted_at", "timestamptz", job -> micros(job.submittedAt())));

    // These advance it.
    private static final List<Column<JobRow>> OUTCOME = List.of(
            column("state", "text", JobRow::state),
            column("model_version", "text", JobRow::modelVersion),
            column("model_digest", "text", JobRow::modelDigest),
            column("label", "text", JobRow::label),
            column("score", "float8", JobRow::score),
            column("scores", "jsonb", JobRow::scores),
            column("provenance", "jsonb", JobRow::provenance),
            column("timings", "jsonb", JobRow::timings),
            column("label_mass", "float8", JobRow::labelMass),
            column("activation_map", "text", JobRow::activationMap),
            column("variant", "text", JobRow::variant),
            column("failure_code", "text", JobRow::failureCode),
            column("failure_detail", "text", JobRow::failureDetail),
            column(
                    "completed_at",
                    "timestamptz",
                    row -> row.outcome() == null ? null : micros(row.outcome().completedAt())));

    private static final Columns<JobRow> COLUMNS =
            new Columns<>(List.of(JOB, OUTCOME).stream().flatMap(List::stream).toList());

    private static final String INSERT_ACCEPTED = COLUMNS.insertInto("job") + " ON CONFLICT (job_id) DO NOTHING";

    // A state only advances: an outcome that is there already stays as it is.
    private static final String UPSERT_OUTCOMES = COLUMNS.insertInto("job")
            + " ON CONFLICT (job_id) DO UPDATE SET "
            + Columns.excluded(OUTCOME.stream().map(Column::name).toList())
            + " WHERE job.state = 'ACCEPTED'";

    private static final String RETURNING = " RETURNING job_id";

    private final DataSource dataSource;
    private final int rowsPerStatement;
    private final ResultsMetrics metrics;

    public JobTable(DataSource dataSource, ResultsConfig config, ResultsMetrics metrics) {
        this.dataSource = dataSource;
        this.rowsPerStatement = config.intake().rowsPerStatement();
        this.metrics = metrics;
    }

    /** Adds jobs that are not there yet. */
    public void accept(List<JobRow> rows) throws SQLException {
        metrics.stored(write(INSERT_ACCEPTED, rows));
    }

    /** Adds outcomes, or completes the jobs that were only accepted; of two outcomes of one job the first stays. */
    public void complete(List<JobRow> rows) throws SQLException {
        metrics.stored(write(UPSERT_OUTCOMES, rows));
    }

    /** The rows that were new or advanced. */
    private List<JobRow> write(String sql, List<JobRow> rows) throws SQLException {
        Map<UUID, JobRow> distinct = distinct(rows);
        List<JobRow> ordered = List.copyOf(distinct.values());
        List<JobRow> written = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql + RETURNING)) {
            for (int from = 0; from < ordered.size(); from += rowsPerStatement) {
                List<JobRow> some = ordered.subList(from, Math.min(ordered.size(), from + rowsPerStatement));
                long start = System.nanoTime();
                COLUMNS.bind(statement, some);
                ids(statement).forEach(id -> written.add(distinct.get(id)));
                metrics.upserted(some.size(), System.nanoTime() - start);
            }
        }
        return written;
    }

    /** One statement may not touch a row twice; the first of two outcomes stays, as it would in two statements. */
    private static Map<UUID, JobRow> distinct(Collection<JobRow> rows) {
        Map<UUID, JobRow> distinct = new LinkedHashMap<>();
        rows.forEach(row -> distinct.putIfAbsent(row.jobId(), row));
        return distinct;
    }

    private static List<UUID> ids(PreparedStatement statement) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    private static Column<JobRow> job(String name, String type, Function<ImageJob, Object> value) {
        return column(name, type, row -> value.apply(row.job()));
    }

    private static Object times(Magnification magnification) {
        return magnification == null ? null : magnification.times().toPlainString();
    }

    /** PostgreSQL keeps microseconds and rounds; a rounded time could lie in the future of its own batch. */
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
