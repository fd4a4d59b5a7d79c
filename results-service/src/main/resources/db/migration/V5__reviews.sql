-- Whether a label was given in a review of the worklist: only then is the case done with.
ALTER TABLE label ADD COLUMN review boolean NOT NULL DEFAULT false;
ALTER TABLE label_history ADD COLUMN review boolean NOT NULL DEFAULT false;

-- What labs call an image, for the answers that say it.
CREATE INDEX image_name_by_image ON image_name (tenant, image_id);
