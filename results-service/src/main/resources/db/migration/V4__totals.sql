-- Running totals, so that no page counts millions of rows. Triggers keep them in the transaction that writes the jobs:
-- they are exact, whatever is sent twice or killed.
--
-- Many writers count at once. Each takes a shard of its own for the length of its transaction, so nobody waits for
-- another's row and no two lock rows in different orders; readers add the shards up, some of which may be negative.

-- Jobs by what they have in common. Empty text stands for none, since a key has no NULL.
CREATE TABLE job_total (
    tenant        text     NOT NULL,
    dataset       text     NOT NULL,
    model         text     NOT NULL,
    model_version text     NOT NULL,
    state         text     NOT NULL,
    shard         smallint NOT NULL,
    jobs          bigint   NOT NULL,
    -- Only ever grows. The sum over a data set's rows is its revision: while it stays the same, so do the data set's jobs.
    changes       bigint   NOT NULL,
    PRIMARY KEY (tenant, dataset, model, model_version, state, shard)
)
WITH (fillfactor = 50);

-- Jobs by the minute in which they ended. The service removes old minutes.
CREATE TABLE activity (
    tenant text        NOT NULL,
    minute timestamptz NOT NULL,
    model  text        NOT NULL,
    state  text        NOT NULL,
    shard  smallint    NOT NULL,
    jobs   bigint      NOT NULL,
    PRIMARY KEY (tenant, minute, model, state, shard)
)
WITH (fillfactor = 50);

-- Which images a data set has, however often they were posted.
CREATE TABLE dataset_image (
    tenant   text NOT NULL,
    dataset  text NOT NULL,
    image_id uuid NOT NULL,
    PRIMARY KEY (tenant, image_id, dataset)
);

-- How many images a data set has.
CREATE TABLE dataset_total (
    tenant  text     NOT NULL,
    dataset text     NOT NULL,
    shard   smallint NOT NULL,
    images  bigint   NOT NULL,
    PRIMARY KEY (tenant, dataset, shard)
)
WITH (fillfactor = 50);

-- A shard that is this transaction's alone until it ends: the first that is free, so that few are ever used.
CREATE FUNCTION own_shard() RETURNS smallint LANGUAGE plpgsql AS $$
DECLARE
    shards    CONSTANT integer := 16;
    namespace CONSTANT integer := 1751741300;
    last               integer := pg_backend_pid() % shards;
BEGIN
    FOR shard IN 0 .. shards - 1 LOOP
        IF pg_try_advisory_xact_lock(namespace, shard) THEN
            RETURN shard;
        END IF;
    END LOOP;
    PERFORM pg_advisory_xact_lock(namespace, last);
    RETURN last;
END
$$;

CREATE FUNCTION count_new_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own smallint;
BEGIN
    IF NOT EXISTS (SELECT FROM fresh) THEN
        RETURN NULL;
    END IF;
    own := own_shard();

    WITH added AS (
        INSERT INTO dataset_image (tenant, dataset, image_id)
        SELECT DISTINCT tenant, dataset, image_id FROM fresh WHERE dataset IS NOT NULL ORDER BY 1, 3, 2
        ON CONFLICT DO NOTHING
        RETURNING tenant, dataset)
    INSERT INTO dataset_total (tenant, dataset, shard, images)
    SELECT tenant, dataset, own, count(*) FROM added GROUP BY tenant, dataset
    ON CONFLICT (tenant, dataset, shard) DO UPDATE SET images = dataset_total.images + excluded.images;

    INSERT INTO job_total (tenant, dataset, model, model_version, state, shard, jobs, changes)
    SELECT tenant, coalesce(dataset, ''), model, coalesce(model_version, ''), state, own, count(*), count(*)
    FROM fresh
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (tenant, dataset, model, model_version, state, shard)
        DO UPDATE SET jobs = job_total.jobs + excluded.jobs, changes = job_total.changes + excluded.changes;

    INSERT INTO activity (tenant, minute, model, state, shard, jobs)
    SELECT tenant, date_trunc('minute', completed_at), model, state, own, count(*)
    FROM fresh
    WHERE completed_at IS NOT NULL
    GROUP BY 1, 2, 3, 4
    ON CONFLICT (tenant, minute, model, state, shard) DO UPDATE SET jobs = activity.jobs + excluded.jobs;
    RETURN NULL;
END
$$;

-- What an update may change is how far a job is; it stays the job of the same image, model and data set.
CREATE FUNCTION count_advanced_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own smallint;
BEGIN
    IF NOT EXISTS (SELECT FROM fresh) THEN
        RETURN NULL;
    END IF;
    own := own_shard();

    INSERT INTO job_total (tenant, dataset, model, model_version, state, shard, jobs, changes)
    SELECT tenant, coalesce(dataset, ''), model, coalesce(model_version, ''), state, own, sum(difference), count(*)
    FROM (
        SELECT tenant, dataset, model, model_version, state, 1 AS difference FROM fresh
        UNION ALL
        SELECT tenant, dataset, model, model_version, state, -1 FROM stale) AS changed
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (tenant, dataset, model, model_version, state, shard)
        DO UPDATE SET jobs = job_total.jobs + excluded.jobs, changes = job_total.changes + excluded.changes;

    INSERT INTO activity (tenant, minute, model, state, shard, jobs)
    SELECT tenant, date_trunc('minute', completed_at), model, state, own, sum(difference)
    FROM (
        SELECT tenant, completed_at, model, state, 1 AS difference FROM fresh WHERE completed_at IS NOT NULL
        UNION ALL
        SELECT tenant, completed_at, model, state, -1 FROM stale WHERE completed_at IS NOT NULL) AS changed
    GROUP BY 1, 2, 3, 4
    ON CONFLICT (tenant, minute, model, state, shard) DO UPDATE SET jobs = activity.jobs + excluded.jobs;
    RETURN NULL;
END
$$;

-- Counts everything anew, for a table that was filled with its triggers off. Nobody writes jobs meanwhile.
CREATE FUNCTION recount_jobs() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    -- Above every data set's revision so far.
    base bigint;
BEGIN
    LOCK TABLE job IN SHARE ROW EXCLUSIVE MODE;
    SELECT coalesce(sum(changes), 0) INTO base FROM job_total;
    DELETE FROM job_total;
    DELETE FROM activity;
    DELETE FROM dataset_total;
    DELETE FROM dataset_image;

    INSERT INTO job_total (tenant, dataset, model, model_version, state, shard, jobs, changes)
    SELECT tenant, coalesce(dataset, ''), model, coalesce(model_version, ''), state, 0, count(*), base + count(*)
    FROM job
    GROUP BY 1, 2, 3, 4, 5;

    INSERT INTO activity (tenant, minute, model, state, shard, jobs)
    SELECT tenant, date_trunc('minute', completed_at), model, state, 0, count(*)
    FROM job
    WHERE completed_at >= now() - interval '1 day'
    GROUP BY 1, 2, 3, 4;

    INSERT INTO dataset_image (tenant, dataset, image_id)
    SELECT DISTINCT tenant, dataset, image_id FROM job WHERE dataset IS NOT NULL;

    INSERT INTO dataset_total (tenant, dataset, shard, images)
    SELECT tenant, dataset, 0, count(*) FROM dataset_image GROUP BY tenant, dataset;
END
$$;

CREATE TRIGGER count_new_jobs AFTER INSERT ON job
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_new_jobs();

CREATE TRIGGER count_advanced_jobs AFTER UPDATE ON job
    REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_advanced_jobs();

SELECT recount_jobs();
