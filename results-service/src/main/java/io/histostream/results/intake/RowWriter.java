package io.histostream.results.intake;

import java.sql.SQLException;
import java.util.List;

/** Writes messages as rows. Writing the same messages again changes nothing. */
@FunctionalInterface
public interface RowWriter<M> {

    /** Returns once the rows are committed. */
    void write(List<M> messages) throws SQLException;
}
