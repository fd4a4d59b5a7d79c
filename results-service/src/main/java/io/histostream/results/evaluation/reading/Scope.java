package io.histostream.results.evaluation.reading;

import java.util.UUID;

/**
 * Whose predictions are evaluated: a data set's or a batch's. Exactly one of the two is there.
 */
public record Scope(String dataset, UUID batch) {

    public Scope {
        if ((dataset == null) == (batch == null)) {
            throw new IllegalArgumentException("either a data set or a batch");
        }
    }

    public static Scope ofDataset(String dataset) {
        return new Scope(dataset, null);
    }

    public static Scope ofBatch(UUID batch) {
        return new Scope(null, batch);
    }
}
