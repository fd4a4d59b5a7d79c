package io.histostream.results.evaluation.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.histostream.contracts.Magnification;
import io.histostream.results.query.PredictionCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A table by its columns (RFC 4180, with a header).
 *
 * @param <R> what a row is made of
 */
record CsvTable<R>(List<Column<R>> columns) {

    record Column<R>(String name, Function<R, Object> value) {}

    void write(List<R> rows, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(columns.stream().map(Column::name).toList());
        for (R row : rows) {
            csv.writeRecord(columns.stream()
                    .map(column -> cell(column.value().apply(row)))
                    .toList());
        }
        csv.flush();
        text.flush();
    }

    /** A number stays one, also where it is negative; a text that a spreadsheet would run becomes text. */
    static String cell(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        if (value instanceof Magnification magnification) {
            return magnification.times().toPlainString();
        }
        return PredictionCsv.inert(Objects.toString(value, ""));
    }
}
