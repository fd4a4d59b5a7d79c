-- What people say of images, what labs call them, and what is known of the models that were in service.

-- The label that counts now: one per image. A lab's class may be finer than a model's labels; both are kept.
CREATE TABLE label (
    tenant   text        NOT NULL,
    image_id uuid        NOT NULL,
    class    text        NOT NULL,
    label    text        NOT NULL,
    source   text        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (tenant, image_id)
);

-- Every change of a label, the latest included; one that was taken back has no class. Rows are only ever added.
CREATE TABLE label_history (
    change   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant   text        NOT NULL,
    image_id uuid        NOT NULL,
    class    text,
    label    text,
    source   text        NOT NULL,
    at       timestamptz NOT NULL,
    CONSTRAINT class_and_label_go_together CHECK (num_nulls(class, label) IN (0, 2))
);

CREATE INDEX label_history_by_image ON label_history (tenant, image_id, change);

-- How far a tenant's labels have changed: whatever was computed from them is as good as this number.
CREATE INDEX label_history_by_change ON label_history (tenant, change);

-- The labs' own names of images. Nothing stops a lab from giving one name to two images; such a name names nothing.
CREATE TABLE image_name (
    tenant   text NOT NULL,
    name     text NOT NULL,
    image_id uuid NOT NULL,
    PRIMARY KEY (tenant, name, image_id)
);

-- The cards of the model versions that were put into service, as the workers told them.
CREATE TABLE model_card (
    model            text        NOT NULL,
    version          text        NOT NULL,
    digest           text        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    card             jsonb       NOT NULL,
    in_service_since timestamptz NOT NULL,
    last_in_service  timestamptz NOT NULL,
    PRIMARY KEY (model, version, digest)
);
