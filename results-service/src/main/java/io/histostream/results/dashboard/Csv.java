package io.histostream.results.dashboard;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.histostream.results.csv.CsvTable;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The tables of the pages as files: RFC 4180, the notice in every row. A link cannot ask for a media type. */
public final class Csv {

    private Csv() {}

    /**
     * Rows as a file.
     *
     * @param name of the file, without what all files' names end in
     * @param rows cells as {@link #row} makes them
     */
    public static Response table(String name, List<String> header, Stream<List<String>> rows) {
        return download(name, out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
            csv.writeRecord(Stream.concat(header.stream(), Stream.of("notice")).toList());
            rows.forEach(row -> csv.writeRecord(
                    Stream.concat(row.stream(), Stream.of("Research use only")).toList()));
            csv.flush();
            text.flush();
        });
    }

    public static Response download(String name, StreamingOutput rows) {
        return Response.ok(rows, "text/csv;charset=UTF-8;header=present")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "-research-use-only.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** A cell for each value, empty for {@code null}; a text that a spreadsheet would run is made harmless. */
    public static List<String> row(Object... values) {
        return Arrays.stream(values)
                .map(value -> value instanceof Number ? value.toString() : CsvTable.inert(Objects.toString(value, "")))
                .toList();
    }
}
