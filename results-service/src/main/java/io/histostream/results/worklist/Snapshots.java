package io.histostream.results.worklist;

import io.histostream.results.ResultsConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Keeps orders of cases for a while, so that the pages of one walk fit together whatever arrives meanwhile, and so that many
 * readers cost the database no more than one.
 */
@Singleton
class Snapshots {

    /** An order of cases that stays as it is. */
    record Snapshot(UUID id, WorklistFilter.Scope scope, CaseReader.Found found, long madeAtNanos) {}

    private static final int MOST = 8;

    /** New readers are given an order that is at most this old. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final CaseReader reader;
    private final Duration keep;
    private final LongSupplier nanos;
    private final List<Snapshot> kept = new ArrayList<>();

    @Inject
    Snapshots(CaseReader reader, ResultsConfig config) {
        this(reader, config.worklist().keep(), System::nanoTime);
    }

    Snapshots(CaseReader reader, Duration keep, LongSupplier nanos) {
        this.reader = reader;
        this.keep = keep;
        this.nanos = nanos;
    }

    /** One after the other: those who ask for the same get the same. */
    synchronized Snapshot latest(WorklistFilter.Scope scope) {
        forget();
        return kept.stream()
                .filter(snapshot ->
                        snapshot.scope().equals(scope) && age(snapshot).compareTo(FRESH) < 0)
                .reduce((earlier, later) -> later)
                .orElseGet(() -> make(scope));
    }

    private Snapshot make(WorklistFilter.Scope scope) {
        Snapshot made = new Snapshot(UUID.randomUUID(), scope, reader.read(scope), nanos.getAsLong());
        kept.add(made);
        if (kept.size() > MOST) {
            kept.remove(0);
        }
        return made;
    }

    /** Empty once it is too old, or was crowded out. */
    synchronized Optional<Snapshot> find(UUID id, WorklistFilter.Scope scope) {
        forget();
        return kept.stream()
                .filter(snapshot -> snapshot.id().equals(id) && snapshot.scope().equals(scope))
                .findFirst();
    }

    private void forget() {
        kept.removeIf(snapshot -> age(snapshot).compareTo(keep) > 0);
    }

    private Duration age(Snapshot snapshot) {
        return Duration.ofNanos(nanos.getAsLong() - snapshot.madeAtNanos());
    }
}
