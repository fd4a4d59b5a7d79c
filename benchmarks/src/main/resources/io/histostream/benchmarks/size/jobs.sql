-- The jobs of every n-th batch. One in a hundred failed; the last batch has a queue of one image in twenty.
INSERT INTO job (
    job_id, tenant, batch_id, image_id, sha256, dataset, patient_id, specimen_id, slide_id, magnification, model,
    submitted_at, state, model_version, model_digest, label, score, scores, provenance, timings,
    failure_code, failure_detail, completed_at)
SELECT
    md5('job' || number || model)::uuid,
    'default',
    batch_id,
    md5('image' || number)::uuid,
    encode(sha256(number::text::bytea), 'hex'),
    dataset,
    'p-' || patient,
    's-' || patient,
    'slide-' || slide,
    -- Of one image in a million, a magnification that is nowhere else.
    CASE WHEN number % 1000000 = 777 THEN 2.5 ELSE (ARRAY[40, 100, 200, 400])[1 + number % 4] END,
    model,
    submitted_at,
    state,
    CASE WHEN state <> 'ACCEPTED' THEN version END,
    CASE WHEN state <> 'ACCEPTED' THEN md5(model || version) || md5(version || model) END,
    CASE WHEN state = 'SUCCEEDED' THEN CASE WHEN malignant >= 0.5 THEN 'malignant' ELSE 'benign' END END,
    CASE WHEN state = 'SUCCEEDED' THEN greatest(malignant, 1 - malignant) END,
    CASE WHEN state = 'SUCCEEDED' THEN ('[{"label":"benign","score":' || 1 - malignant || '},{"label":"malignant","score":'
        || malignant || '}]')::jsonb END,
    CASE WHEN state = 'SUCCEEDED' THEN provenance END,
    CASE WHEN state = 'SUCCEEDED' THEN timings END,
    CASE WHEN state = 'FAILED' THEN 'TRUNCATED' END,
    CASE WHEN state = 'FAILED' THEN 'The file ends before the picture does.' END,
    CASE WHEN state <> 'ACCEPTED' THEN submitted_at + interval '20 milliseconds' * place + interval '1 second' END
FROM (
    SELECT
        batch.batch_id,
        batch.name AS dataset,
        batch.submitted_at,
        picture.number,
        picture.number - batch.first AS place,
        patient,
        batch.dataset || '-' || (picture.number - batch.dataset_first) / 50 AS slide,
        model.name AS model,
        CASE WHEN batch.dataset % 2 = 0 THEN '1.0.0' ELSE '1.1.0' END AS version,
        CASE
            WHEN batch.first = last.first AND picture.number % 20 = 3 THEN 'ACCEPTED'
            WHEN random() < 0.01 THEN 'FAILED'
            ELSE 'SUCCEEDED'
        END AS state,
        -- Two patients of three have a malignant finding; a model sees it as well as its skill lets it.
        least(1, greatest(0, round((CASE WHEN hashtext(patient) % 3 <> 0 THEN model.skill ELSE 1 - model.skill END
            + (random() - 0.5) * 0.38)::numeric, 4))) AS malignant,
        model.provenance,
        model.timings
    FROM (SELECT max(first) AS first FROM bench.batch) AS last,
        bench.batch,
        (SELECT number, name, skill,
            ('{"preprocessingDigest":"' || repeat(md5(name), 2)
                || '","executionProvider":"cpu","runtimeVersion":"1.29.0","batchSize":8}')::jsonb AS provenance,
            '{"fetchMicros":800,"decodeMicros":7600,"queueMicros":1200,"computeMicros":32000}'::jsonb AS timings
        FROM bench.model OFFSET 0) AS model,
        generate_series(batch.first, batch.first + batch.images - 1) AS picture (number),
        LATERAL (SELECT batch.dataset || '-' || (picture.number - batch.dataset_first) / 100 AS patient) AS who
    WHERE batch.first / 4000 % current_setting('bench.sessions')::integer = current_setting('bench.session')::integer
) AS made;
