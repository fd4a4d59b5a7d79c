-- The results: what was posted (batch, image) and what became of it (job).
--
-- Messages come in any order and more than once, so no foreign key joins these tables: an outcome may arrive before its
-- batch does. Every identifier is derived from what it names, so the same row always has the same key.

CREATE TABLE batch (
    batch_id     uuid        PRIMARY KEY,
    tenant       text        NOT NULL,
    dataset      text,
    models       text[]      NOT NULL CHECK (cardinality(models) > 0),
    submitted_at timestamptz NOT NULL,
    image_count  integer     NOT NULL CHECK (image_count > 0)
);

-- The list of batches, newest first.
CREATE INDEX batch_by_time ON batch (tenant, submitted_at DESC, batch_id DESC);

-- An image is its content: posted in ten batches, it is one row.
CREATE TABLE image (
    image_id   uuid   PRIMARY KEY,
    tenant     text   NOT NULL,
    sha256     text   NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    media_type text   NOT NULL,
    size       bigint NOT NULL CHECK (size > 0)
);

-- One row per image of a batch and model. Everything that a query filters by stands in the row itself: at ten million
-- rows a join per filter costs more than the repeated names do.
CREATE TABLE job (
    job_id         uuid             PRIMARY KEY,
    tenant         text             NOT NULL,
    batch_id       uuid             NOT NULL,
    image_id       uuid             NOT NULL,
    sha256         text             NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    dataset        text,
    patient_id     text,
    specimen_id    text,
    slide_id       text,
    magnification  numeric(6, 2)    CHECK (magnification > 0 AND magnification <= 1000),
    model          text             NOT NULL,
    submitted_at   timestamptz      NOT NULL,
    state          text             NOT NULL CHECK (state IN ('ACCEPTED', 'SUCCEEDED', 'FAILED')),
    model_version  text,
    model_digest   text             CHECK (model_digest ~ '^[0-9a-f]{64}$'),
    label          text,
    score          double precision CHECK (score >= 0 AND score <= 1),
    scores         jsonb,
    provenance     jsonb,
    timings        jsonb,
    failure_code   text,
    failure_detail text,
    completed_at   timestamptz,

    -- A state says which columns are there.
    CONSTRAINT accepted_has_no_outcome CHECK (
        state <> 'ACCEPTED'
        OR num_nonnulls(model_version, model_digest, label, score, scores, provenance, timings,
                        failure_code, failure_detail, completed_at) = 0),
    CONSTRAINT succeeded_has_a_prediction CHECK (
        state <> 'SUCCEEDED'
        OR (num_nulls(model_version, model_digest, label, score, scores, provenance, timings, completed_at) = 0
            AND num_nonnulls(failure_code, failure_detail) = 0)),
    CONSTRAINT failed_has_a_reason CHECK (
        state <> 'FAILED'
        OR (num_nulls(model_version, model_digest, failure_code, failure_detail, completed_at) = 0
            AND num_nonnulls(label, score, scores, provenance, timings) = 0))
)
-- A job is written twice, as accepted and with its outcome: room in the page keeps the second version near the first.
WITH (fillfactor = 85);

-- Every listing is in the order (submitted_at, job_id), newest first: both never change, so a page boundary stays where
-- it is while rows arrive and advance. Each index below ends in that order, so that a page is one range of one index,
-- read until it is full, whatever the depth; only the narrowing column in front differs.

-- No filter, or one that many rows pass (model, label, state, magnification, score, time): the walk skips what does not
-- match. An index for each would be rewritten by every outcome and save little: five models share the rows.
CREATE INDEX job_by_time ON job (tenant, submitted_at DESC, job_id DESC);

-- One batch: its rows, and, by the included columns alone, its progress.
CREATE INDEX job_by_batch ON job (tenant, batch_id, submitted_at DESC, job_id DESC)
    INCLUDE (model, state, completed_at);

-- All batches of one image, slide, patient or data set. Partial, since a lab need not say where an image comes from,
-- and nobody asks for the rows of nothing.
CREATE INDEX job_by_image ON job (tenant, image_id, submitted_at DESC, job_id DESC);
CREATE INDEX job_by_slide ON job (tenant, slide_id, submitted_at DESC, job_id DESC) WHERE slide_id IS NOT NULL;
CREATE INDEX job_by_patient ON job (tenant, patient_id, submitted_at DESC, job_id DESC) WHERE patient_id IS NOT NULL;
CREATE INDEX job_by_dataset ON job (tenant, dataset, submitted_at DESC, job_id DESC) WHERE dataset IS NOT NULL;

-- Failures are few among many: without this, finding the latest would walk through every success.
CREATE INDEX job_failed ON job (tenant, completed_at DESC, job_id DESC) WHERE state = 'FAILED';
CREATE INDEX job_failed_by_time ON job (tenant, submitted_at DESC, job_id DESC) WHERE state = 'FAILED';
