-- What is to be made, batch by batch: data sets of 8,000 to 40,000 images in batches of at most 4,000, over two years. The
-- setting bench.images says how many images there are in all.
CREATE SCHEMA bench;

CREATE TABLE bench.model AS
SELECT number, name, skill
FROM (VALUES (1, 'alexnet', 0.62), (2, 'resnet34', 0.80), (3, 'smolvlm-256m', 0.72), (4, 'vgg19', 0.75), (5, 'wide-resnet50', 0.84))
    AS models (number, name, skill);

CREATE TABLE bench.dataset AS
WITH RECURSIVE dataset (number, first, images) AS (
    SELECT 1, 0, least(8000 + 7919 % 32001, current_setting('bench.images')::integer)
    UNION ALL
    SELECT number + 1, first + images,
        least(8000 + (number + 1) * 7919 % 32001, current_setting('bench.images')::integer - first - images)
    FROM dataset
    WHERE first + images < current_setting('bench.images')::integer)
SELECT number, 'study-' || to_char(number, 'FM000') AS name, first, images FROM dataset;

CREATE TABLE bench.batch AS
SELECT
    md5('batch' || part)::uuid AS batch_id,
    dataset.number AS dataset,
    dataset.name,
    part AS first,
    least(4000, dataset.first + dataset.images - part) AS images,
    dataset.first AS dataset_first,
    date_trunc('milliseconds', now()) - interval '30 minutes'
        - interval '2 years' * (1 - part::double precision / current_setting('bench.images')::integer) AS submitted_at
FROM bench.dataset, generate_series(dataset.first, dataset.first + dataset.images - 1, 4000) AS part;
