-- What a prediction may have besides its scores: the probability that a language model's whole vocabulary gives to the
-- labels, the key of the stored activation maps, and the precision that the model was served in.

ALTER TABLE job
    ADD COLUMN label_mass     double precision CHECK (label_mass >= 0 AND label_mass <= 1),
    ADD COLUMN activation_map text,
    ADD COLUMN variant        text;

-- Rows that are there have none of them: nothing is to be looked at, and a large table is not held up.
ALTER TABLE job
    ADD CONSTRAINT only_a_prediction_has_more CHECK (
        state = 'SUCCEEDED' OR num_nonnulls(label_mass, activation_map, variant) = 0) NOT VALID;
