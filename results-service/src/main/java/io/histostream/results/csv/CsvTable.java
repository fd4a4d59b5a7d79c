package io.histostream.results.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Writes a table as a stream of CSV (RFC 4180, UTF-8) whose cells no spreadsheet runs. */
public final class CsvTable {

    private final Writer text;
    private final CsvWriter csv;

    /** Writes the header; the stream stays the caller's to close. */
    public CsvTable(OutputStream out, List<String> header) {
        this.text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(header);
    }

    /** A cell without a value is empty; a number stays one, also where it is negative. */
    public void row(Object... cells) {
        csv.writeRecord(Arrays.stream(cells)
                .map(cell -> cell instanceof Number ? cell.toString() : inert(Objects.toString(cell, "")))
                .toList());
    }

    /** To be called after the last row. */
    public void end() throws IOException {
        csv.flush();
        text.flush();
    }

    /**
     * A spreadsheet runs a cell that begins with one of these as a formula (OWASP, CSV injection); a leading apostrophe
     * makes it text.
     */
    public static String inert(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
