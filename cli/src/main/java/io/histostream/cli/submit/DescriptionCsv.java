package io.histostream.cli.submit;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.histostream.cli.CommandFailure;
import io.histostream.cli.csv.CsvFile;
import io.histostream.cli.csv.Errors;
import io.histostream.contracts.Magnification;
import io.histostream.contracts.Specimen;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Descriptions from a CSV file with a header: {@code file}, and any of {@code patient}, {@code specimen}, {@code slide},
 * {@code magnification}, {@code label}, {@code name}. A file is named by its path below the folder, or by its name alone.
 */
public final class DescriptionCsv {

    private static final Set<String> COLUMNS =
            Set.of("file", "patient", "specimen", "slide", "magnification", "label", "name");

    private record Row(long line, Description description) {}

    private final Path source;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<String> ignoredColumns = new HashSet<>();
    private final List<String> errors = new ArrayList<>();

    private DescriptionCsv(Path source) {
        this.source = source;
    }

    /** Reads the whole file; every wrong line is named in one failure. */
    public static DescriptionCsv read(Path source) {
        DescriptionCsv csv = new DescriptionCsv(source);
        CsvFile.read(source, csv::add);
        Errors.requireNone(source, csv.errors);
        return csv;
    }

    private void add(NamedCsvRecord row) {
        if (rows.isEmpty() && errors.isEmpty()) {
            checkHeader(row.getHeader());
        }
        String file = CsvFile.field(row, "file");
        try {
            Row added = new Row(row.getStartingLineNumber(), describe(row));
            if (file == null) {
                throw new IllegalArgumentException("file is empty");
            }
            Row earlier = rows.putIfAbsent(file.replace('\\', '/'), added);
            if (earlier != null) {
                throw new IllegalArgumentException("file stands on line " + earlier.line + " already: " + file);
            }
        } catch (IllegalArgumentException e) {
            errors.add("line " + row.getStartingLineNumber() + ": " + e.getMessage());
        }
    }

    private void checkHeader(List<String> header) {
        if (!header.contains("file")) {
            throw CommandFailure.usage(
                    source + " line 1: there is no column named file; the columns are " + String.join(", ", header));
        }
        header.stream().filter(column -> !COLUMNS.contains(column)).forEach(ignoredColumns::add);
    }

    private static Description describe(NamedCsvRecord row) {
        return new Description(
                new Specimen(
                        CsvFile.field(row, "patient"), CsvFile.field(row, "specimen"), CsvFile.field(row, "slide")),
                magnification(CsvFile.field(row, "magnification")),
                CsvFile.field(row, "label"),
                CsvFile.field(row, "name"));
    }

    private static Magnification magnification(String text) {
        if (text == null) {
            return null;
        }
        try {
            return new Magnification(new BigDecimal(text.replaceFirst("[xX×]$", "")));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("magnification is not a number", e);
        }
    }

    /** Columns that mean nothing here. */
    public Set<String> ignoredColumns() {
        return Set.copyOf(ignoredColumns);
    }

    /** The description of a file, given by its path below the folder. */
    Optional<Description> find(Path relative) {
        Row row = rows.get(slashed(relative));
        return Optional.ofNullable(row == null ? rows.get(relative.getFileName().toString()) : row)
                .map(Row::description);
    }

    /** Fails when a row names a file that is not there, or by a name that several files have. */
    void requireFilesAmong(List<Path> files, Path folder) {
        Map<String, Integer> known = new HashMap<>();
        for (Path file : files) {
            String relative = slashed(folder.relativize(file));
            known.merge(relative, 1, Integer::sum);
            if (!relative.equals(file.getFileName().toString())) {
                known.merge(file.getFileName().toString(), 1, Integer::sum);
            }
        }
        rows.forEach((name, row) -> {
            int count = known.getOrDefault(name, 0);
            if (count == 0) {
                errors.add("line " + row.line + ": there is no image " + name + " in " + folder);
            } else if (count > 1) {
                errors.add("line " + row.line + ": " + count + " images are called " + name + "; give its path");
            }
        });
        Errors.requireNone(source, errors);
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
