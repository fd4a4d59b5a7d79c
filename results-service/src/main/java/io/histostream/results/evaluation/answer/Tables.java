package io.histostream.results.evaluation.answer;

import io.histostream.results.ResultsConfig;
import io.histostream.results.evaluation.guard.Candidate;
import io.histostream.results.evaluation.guard.Candidates;
import io.histostream.results.evaluation.reading.PredictionReader;
import io.histostream.results.evaluation.reading.PredictionTable;
import io.histostream.results.evaluation.reading.Scope;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables that were read last: the table, the curves and the comparisons of one data set are made of one reading. */
@Singleton
public class Tables {

    /** @param readAt when reading began */
    public record Read(PredictionTable table, List<Candidate> candidates, String revision, Instant readAt) {

        private long size() {
            return (long) table.labelled() * Math.max(1, table.columns().size());
        }
    }

    private final Map<Scope, Read> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final PredictionReader reader;
    private final DataSetRevision revision;
    private final long room;

    public Tables(PredictionReader reader, DataSetRevision revision, ResultsConfig config) {
        this.reader = reader;
        this.revision = revision;
        this.room = config.evaluation().keptPredictions();
    }

    /** As it is now; one is read at a time. */
    public synchronized Read get(Scope scope) {
        String now = revision.of(scope);
        Read known = kept.get(scope);
        if (known != null && known.revision().equals(now)) {
            return known;
        }
        kept.remove(scope);
        Instant readAt = Instant.now();
        PredictionTable table = reader.read(scope);
        Read read = new Read(table, Candidates.of(table), now, readAt);
        kept.put(scope, read);
        makeRoom();
        return read;
    }

    private void makeRoom() {
        long size = kept.values().stream().mapToLong(Read::size).sum();
        while (size > room && kept.size() > 1) {
            size -= kept.remove(kept.keySet().iterator().next()).size();
        }
    }
}
