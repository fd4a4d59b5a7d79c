package io.histostream.results.label;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Labels as CSV with a header: {@code image_id}, {@code sha256} or {@code name}, {@code class} or {@code label}, and, if
 * need be, {@code source}. Other columns are not looked at, so that a lab's own list can be sent as it is.
 */
final class LabelCsv implements LabelSource {

    private static final Set<String> COLUMNS = Set.of("imageid", "sha256", "name", "class", "label", "source");
    private static final int LONGEST_FIELD = 1 << 16;

    private final InputStream body;
    private final String defaultSource;
    private Map<String, Integer> columns;
    private int width;

    LabelCsv(InputStream body, String defaultSource) {
        this.body = body;
        this.defaultSource = defaultSource;
    }

    @Override
    public void forEach(Sink sink) throws IOException, SQLException {
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .detectBomHeader(true)
                .maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(body)) {
            for (CsvRecord row : rows) {
                if (columns == null) {
                    readHeader(row.getFields());
                } else {
                    sink.add(requested(row));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof ProblemException tooLarge) {
                throw tooLarge;
            }
            throw invalid("The CSV cannot be read: a quote that is never closed, or a field that is too long.");
        }
        if (columns == null) {
            throw invalid("The CSV has no header.");
        }
    }

    private void readHeader(List<String> header) {
        columns = new HashMap<>();
        width = header.size();
        List<String> twice = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
            if (COLUMNS.contains(name) && columns.putIfAbsent(name, i) != null) {
                twice.add(name);
            }
        }
        if (!twice.isEmpty()) {
            throw invalid("A column stands twice in the header: " + String.join(", ", twice) + ".");
        }
        if (!columns.containsKey("imageid") && !columns.containsKey("sha256") && !columns.containsKey("name")) {
            throw invalid("The header has none of image_id, sha256 and name, separated by commas.");
        }
        if (!columns.containsKey("class") && !columns.containsKey("label")) {
            throw invalid("The header has neither class nor label, separated by commas.");
        }
    }

    private RequestedLabel requested(CsvRecord row) {
        if (row.getFieldCount() != width) {
            throw invalid("Line %d has %d fields, but the header has %d."
                    .formatted(row.getStartingLineNumber(), row.getFieldCount(), width));
        }
        String label = field(row, "label");
        String name = columns.containsKey("class") ? field(row, "class") : label;
        String source = field(row, "source");
        return new RequestedLabel(
                row.getStartingLineNumber(),
                field(row, "imageid"),
                field(row, "sha256"),
                field(row, "name"),
                name,
                label,
                false,
                source == null ? defaultSource : source);
    }

    /** {@code null} for an empty field. */
    private String field(CsvRecord row, String name) {
        Integer column = columns.get(name);
        if (column == null) {
            return null;
        }
        String text = row.getField(column).strip();
        return text.isEmpty() ? null : text;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemCode.INVALID_REQUEST, detail);
    }
}
