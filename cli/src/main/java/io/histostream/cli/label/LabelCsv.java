package io.histostream.cli.label;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.histostream.cli.CommandFailure;
import io.histostream.cli.csv.CsvFile;
import io.histostream.cli.csv.Errors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Labels from a CSV file with a header: any of {@code file}, {@code sha256}, {@code image_id}, {@code name}, and
 * {@code label} or {@code class}. Other columns mean nothing here.
 */
final class LabelCsv {

    private static final Set<String> IMAGE = Set.of("file", "sha256", "image_id", "name");
    private static final Set<String> LABEL = Set.of("label", "class");

    private final Path source;
    private final List<LabelLine> lines = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private LabelCsv(Path source) {
        this.source = source;
    }

    static List<LabelLine> read(Path source) {
        LabelCsv csv = new LabelCsv(source);
        CsvFile.read(source, csv::add);
        Errors.requireNone(source, csv.errors);
        if (csv.lines.isEmpty()) {
            throw CommandFailure.usage(source + " has no line below its header");
        }
        return csv.lines;
    }

    private void add(NamedCsvRecord row) {
        if (lines.isEmpty() && errors.isEmpty()) {
            checkHeader(row.getHeader());
        }
        String label = CsvFile.field(row, "class");
        LabelLine line = new LabelLine(
                row.getStartingLineNumber(),
                slashed(CsvFile.field(row, "file")),
                CsvFile.field(row, "image_id"),
                lowerCase(CsvFile.field(row, "sha256")),
                CsvFile.field(row, "name"),
                label == null ? CsvFile.field(row, "label") : label);
        if (line.file() == null && line.imageId() == null && line.sha256() == null && line.name() == null) {
            errors.add("line " + line.line() + ": it does not say which image");
        }
        lines.add(line);
    }

    private void checkHeader(List<String> header) {
        if (header.stream().noneMatch(IMAGE::contains) || header.stream().noneMatch(LABEL::contains)) {
            throw CommandFailure.usage(
                    source + " line 1: wanted are file, sha256, image_id or name, and label or class; "
                            + "the columns are " + String.join(", ", header));
        }
    }

    private static String slashed(String file) {
        return file == null ? null : file.replace('\\', '/');
    }

    private static String lowerCase(String digest) {
        return digest == null ? null : digest.toLowerCase(Locale.ROOT);
    }
}
