package io.histostream.results.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of table {@code batch}, as queries read it; {@link BatchTable} writes it. */
@Entity
@Immutable
@Table(name = "batch")
public class Batch {

    @Id
    @Column(name = "batch_id")
    public UUID batchId;

    public String tenant;

    public String dataset;

    @JdbcTypeCode(SqlTypes.ARRAY)
    public List<String> models;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    @Column(name = "image_count")
    public int imageCount;
}
