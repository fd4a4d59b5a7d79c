package io.histostream.results.intake;

import java.sql.SQLException;

/** What a failed statement says about the rows that it was to write. */
enum DatabaseTrouble {
    /** The database does not take these rows, now or ever: a value or a constraint is broken. */
    REFUSED,
    /** Anything else: down, starting, read-only, deadlock, out of disk, no such table. It is waited out. */
    OUTSIDE;

    /**
     * By SQLSTATE class: 22 data exception, 23 integrity constraint violation, 54 program limit exceeded. Whatever is not
     * known to be the rows' fault is not.
     */
    static DatabaseTrouble of(SQLException exception) {
        String state = exception.getSQLState();
        boolean refused = state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
        return refused ? REFUSED : OUTSIDE;
    }
}
