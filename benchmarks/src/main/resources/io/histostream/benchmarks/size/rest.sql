-- The batches, their images, and labels of the newest whole data set.
INSERT INTO batch (batch_id, tenant, dataset, models, submitted_at, image_count)
SELECT batch_id, 'default', name, (SELECT array_agg(model.name ORDER BY model.name) FROM bench.model), submitted_at, images
FROM bench.batch;

INSERT INTO image (image_id, tenant, sha256, media_type, size)
SELECT md5('image' || number)::uuid, 'default', encode(sha256(number::text::bytea), 'hex'), 'image/png', 450000
FROM generate_series(0, current_setting('bench.images')::integer - 1) AS number;

WITH labelled AS (
    SELECT md5('image' || picture)::uuid AS image_id,
        CASE WHEN hashtext(dataset.number || '-' || (picture - dataset.first) / 100) % 3 <> 0
            THEN 'malignant' ELSE 'benign' END AS label
    FROM bench.dataset, generate_series(dataset.first, dataset.first + dataset.images - 1) AS picture
    WHERE dataset.number = (SELECT max(number) - 1 FROM bench.dataset))
INSERT INTO label (tenant, image_id, class, label, source, at)
SELECT 'default', image_id, label, label, 'bench', now() FROM labelled;

INSERT INTO label_history (tenant, image_id, class, label, source, at)
SELECT tenant, image_id, class, label, source, at FROM label WHERE source = 'bench';
