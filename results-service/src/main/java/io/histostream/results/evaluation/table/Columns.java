package io.histostream.results.evaluation.table;

import io.histostream.contracts.Magnification;
import io.histostream.results.csv.CsvTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * A table by its columns.
 *
 * @param <R> what a row is made of
 */
record Columns<R>(List<Column<R>> columns) {

    record Column<R>(String name, Function<R, Object> value) {

        private Object cell(R row) {
            Object cell = value.apply(row);
            return cell instanceof Magnification magnification ? magnification.times() : cell;
        }
    }

    void write(List<R> rows, OutputStream out) throws IOException {
        CsvTable csv = new CsvTable(out, columns.stream().map(Column::name).toList());
        rows.forEach(
                row -> csv.row(columns.stream().map(column -> column.cell(row)).toArray()));
        csv.end();
    }
}
