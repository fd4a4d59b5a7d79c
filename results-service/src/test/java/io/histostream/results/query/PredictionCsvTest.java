package io.histostream.results.query;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.histostream.contracts.Magnification;
import io.histostream.results.outcome.JobState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void aCellThatASpreadsheetWouldRunBecomesText(String cell) {
        assertThat(PredictionCsv.inert(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "malignant", "0.75", "1.0E-5", "a=b", "p-1"})
    void anyOtherCellStaysAsItIs(String cell) {
        assertThat(PredictionCsv.inert(cell)).isEqualTo(cell);
    }

    @Property
    void whateverStandsInARowComesBackAsOneRowWithNoCellThatRuns(
            @ForAll
                    @StringLength(max = 40)
                    @Chars({'=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', '\'', ' ', 'a', 'é'})
                    String detail,
            @ForAll @StringLength(max = 40) String patient) {
        List<String> row = PredictionCsv.row(item(patient, detail));
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(PredictionCsv.header());
            csv.writeRecord(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        List<NamedCsvRecord> read =
                CsvReader.builder().ofNamedCsvRecord(text.toString()).stream().toList();

        assertThat(read).hasSize(1);
        NamedCsvRecord only = read.get(0);
        assertThat(only.getFields()).hasSameSizeAs(PredictionCsv.header());
        assertThat(only.getFields()).noneMatch(PredictionCsvTest::runs);
        assertThat(only.getField("failureDetail")).isEqualTo(runs(detail) ? "'" + detail : detail);
        assertThat(only.getField("patientId")).isEqualTo(runs(patient) ? "'" + patient : patient);
    }

    private static boolean runs(String cell) {
        return cell.matches("(?s)[=+\\-@\t\r\n].*");
    }

    private static PredictionItem item(String patient, String detail) {
        UUID id = new UUID(0, 0);
        return new PredictionItem(
                id,
                id,
                id,
                "a".repeat(64),
                null,
                patient,
                null,
                null,
                Magnification.of(40),
                "resnet34",
                "1.0.0",
                "a".repeat(64),
                JobState.FAILED,
                null,
                null,
                null,
                "TRUNCATED",
                detail,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null);
    }

    @Test
    void everyColumnHasItsName() {
        assertThat(PredictionCsv.header()).doesNotHaveDuplicates().contains("jobId", "scores", "notice");
    }
}
