package io.histostream.results.intake;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages however long the database is away, and finds the ones that it refuses for their own content: a refused
 * statement is halved until the culprit is alone, so the others are written.
 */
final class PatientWriter<M> {

    /** A message that the database refuses, and why. */
    record Refused<M>(M message, SQLException reason) {}

    private final RowWriter<M> writer;
    private final Pause pause;

    PatientWriter(RowWriter<M> writer, Pause pause) {
        this.writer = writer;
        this.pause = pause;
    }

    /**
     * Returns once every message is committed, but for the refused ones.
     *
     * @throws StoppedException if the service stops while the database is away
     */
    List<Refused<M>> write(List<M> messages) {
        List<Refused<M>> refused = new ArrayList<>();
        write(messages, refused);
        return refused;
    }

    private void write(List<M> messages, List<Refused<M>> refused) {
        if (messages.isEmpty()) {
            return;
        }
        for (int attempt = 0; ; attempt++) {
            try {
                writer.write(messages);
                return;
            } catch (SQLException e) {
                if (DatabaseTrouble.of(e) == DatabaseTrouble.REFUSED) {
                    halve(messages, refused, e);
                    return;
                }
                pause.after(attempt, e);
            }
        }
    }

    private void halve(List<M> messages, List<Refused<M>> refused, SQLException reason) {
        if (messages.size() == 1) {
            refused.add(new Refused<>(messages.get(0), reason));
            return;
        }
        int middle = messages.size() / 2;
        write(messages.subList(0, middle), refused);
        write(messages.subList(middle, messages.size()), refused);
    }
}
