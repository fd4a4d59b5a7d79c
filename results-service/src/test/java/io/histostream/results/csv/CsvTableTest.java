package io.histostream.results.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class CsvTableTest {

    @Property(tries = 500)
    void everyCellComesBackAndNoneIsAFormula(
            @ForAll @Size(min = 1, max = 5) List<@net.jqwik.api.From("cells") String> cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvTable table = new CsvTable(out, cells.stream().map(cell -> "column").toList());
        table.row(cells.toArray());
        table.end();

        List<CsvRecord> rows = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(out.toString(UTF_8)).stream()
                .toList();

        assertThat(rows).hasSize(2);
        List<String> read = rows.get(1).getFields();
        assertThat(read).hasSameSizeAs(cells);
        for (int i = 0; i < cells.size(); i++) {
            assertThat(read.get(i)).isIn(cells.get(i), "'" + cells.get(i)).doesNotMatch("(?s)[=+@\t\r\n-].*");
        }
    }

    @Provide
    Arbitrary<String> cells() {
        return Arbitraries.strings().withChars("=+-@\t\r\n\"',;ab é1.").ofMaxLength(10);
    }
}
