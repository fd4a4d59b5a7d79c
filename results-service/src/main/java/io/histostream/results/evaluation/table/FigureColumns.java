package io.histostream.results.evaluation.table;

import io.histostream.results.evaluation.statistics.Figure;
import io.histostream.results.evaluation.table.Columns.Column;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns of a figure: its value, its interval, and why one of them is not there. */
final class FigureColumns {

    private FigureColumns() {}

    /** @param figure {@code null} where there is none in a row */
    static <R> Stream<Column<R>> of(String name, Function<R, Figure> figure) {
        return Stream.of(
                column(name, figure, Figure::value),
                column(name + "Low", figure, Figure::low),
                column(name + "High", figure, Figure::high),
                column(name + "Note", figure, FigureColumns::note));
    }

    /** Without an interval. */
    static <R> List<Column<R>> plain(String name, Function<R, Figure> figure) {
        return List.of(column(name, figure, Figure::value), column(name + "Note", figure, FigureColumns::note));
    }

    private static <R> Column<R> column(String name, Function<R, Figure> figure, Function<Figure, Object> part) {
        return new Column<>(name, row -> {
            Figure there = figure.apply(row);
            return there == null ? null : part.apply(there);
        });
    }

    private static Object note(Figure figure) {
        return figure.isDefined()
                ? figure.noInterval() == null ? null : "no interval: " + figure.noInterval()
                : "undefined: " + figure.undefined();
    }
}
