package io.histostream.results.dashboard;

import io.histostream.results.csv.CsvTable;
import io.histostream.results.download.Download;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The tables of the pages as files, the notice in every row. A link cannot ask for a media type. */
public final class Csv {

    private Csv() {}

    /**
     * Rows as a file.
     *
     * @param name of the file, between the product's and the notice
     * @param rows cells as {@link #row} gives them
     */
    public static Response table(String name, List<String> header, Stream<List<Object>> rows) {
        return Download.csv(name, out -> {
            CsvTable csv = new CsvTable(
                    out, Stream.concat(header.stream(), Stream.of("notice")).toList());
            rows.forEach(row -> csv.row(
                    Stream.concat(row.stream(), Stream.of("Research use only")).toArray()));
            csv.end();
        });
    }

    /** A cell for each value, empty for {@code null}. */
    public static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }
}
