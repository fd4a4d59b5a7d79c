package io.histostream.results.query;

import io.histostream.contracts.LabelScore;
import io.histostream.contracts.Provenance;
import io.histostream.contracts.Timings;
import io.histostream.results.outcome.JobState;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of table {@code job}, as queries read it; {@code outcome.JobTable} writes it. */
@Entity
@Immutable
@Table(name = "job")
public class Job {

    @Id
    @Column(name = "job_id")
    public UUID jobId;

    public String tenant;

    @Column(name = "batch_id")
    public UUID batchId;

    @Column(name = "image_id")
    public UUID imageId;

    public String sha256;

    public String dataset;

    @Column(name = "patient_id")
    public String patientId;

    @Column(name = "specimen_id")
    public String specimenId;

    @Column(name = "slide_id")
    public String slideId;

    public BigDecimal magnification;

    public String model;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    @Enumerated(EnumType.STRING)
    public JobState state;

    @Column(name = "model_version")
    public String modelVersion;

    @Column(name = "model_digest")
    public String modelDigest;

    public String label;

    public Double score;

    @Convert(converter = JsonColumn.Scores.class)
    public List<LabelScore> scores;

    @Convert(converter = JsonColumn.OfProvenance.class)
    public Provenance provenance;

    @Convert(converter = JsonColumn.OfTimings.class)
    public Timings timings;

    @Column(name = "label_mass")
    public Double labelMass;

    /** Key in the image store. */
    @Column(name = "activation_map")
    public String activationMap;

    public String variant;

    @Column(name = "failure_code")
    public String failureCode;

    @Column(name = "failure_detail")
    public String failureDetail;

    @Column(name = "completed_at")
    public Instant completedAt;
}
