package io.histostream.cli.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads CSV files (UTF-8, with a header). */
public final class CsvFile {

    private CsvFile() {}

    /** @throws CommandFailure where the file cannot be read, or is none of CSV */
    public static void read(Path source, Consumer<NamedCsvRecord> rows) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                // The library's other parser (4.1.0) loses a quoted field that holds a carriage return alone.
                .trimWhitespacesAroundQuotes(true)
                .ofNamedCsvRecord(source)) {
            reader.forEach(rows);
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailure.usage(source + " cannot be read: " + e.getMessage());
        } catch (CsvParseException e) {
            throw CommandFailure.usage(source + " is not a CSV file: " + e.getMessage());
        }
    }

    /** {@code null} where there is no such column, or nothing in it. */
    public static String field(NamedCsvRecord row, String column) {
        return row.findField(column)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}
