package io.histostream.results.label;

import java.io.IOException;
import java.sql.SQLException;

/** The rows of a request, as they come. */
@FunctionalInterface
interface LabelSource {

    /** Hands each row on before it reads the next. */
    void forEach(Sink sink) throws IOException, SQLException;

    /** Takes one row. */
    @FunctionalInterface
    interface Sink {
        void add(RequestedLabel row) throws SQLException;
    }
}
