package io.histostream.results.intake;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of a table that many rows are written to by one statement: each column travels as one array, so that the
 * statement's text and its number of parameters do not depend on the number of rows.
 */
public record Columns<R>(List<Column<R>> columns) {

    /**
     * @param type the column's PostgreSQL type
     * @param value the value as text or as something whose {@code toString} PostgreSQL reads as that type
     */
    public record Column<R>(String name, String type, Function<R, Object> value) {}

    public Columns {
        columns = List.copyOf(columns);
    }

    public static <R> Column<R> column(String name, String type, Function<R, Object> value) {
        return new Column<>(name, type, value);
    }

    /** {@code INSERT INTO table (…) SELECT * FROM unnest(?, …)}, in the order of the first column. */
    public String insertInto(String table) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String arrays =
                columns.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", "));
        // Sorted by key, so that two statements that lock the same rows lock them in the same order.
        return "INSERT INTO %s (%s) SELECT * FROM unnest(%s) AS fresh (%s) ORDER BY %s"
                .formatted(table, names, arrays, names, columns.get(0).name());
    }

    /** {@code name = excluded.name, …}. */
    public static String excluded(List<String> names) {
        return names.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
    }

    /** Sets one array parameter per column, from the first parameter on. */
    public void bind(PreparedStatement statement, List<R> rows) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Column<R> column = columns.get(i);
            String[] values = rows.stream()
                    .map(row -> Objects.toString(column.value().apply(row), null))
                    .toArray(String[]::new);
            statement.setArray(i + 1, statement.getConnection().createArrayOf(column.type(), values));
        }
    }
}
